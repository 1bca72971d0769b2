"""The objects that we offer on the bus, and the answer to each call that comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jeepney import HeaderFields, Message, new_error, new_method_return

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from posture_break.ports import Cancel

Variant = tuple[str, Any]  # a signature and its value

_ERROR = "org.freedesktop.DBus.Error."
_PROPERTIES = "org.freedesktop.DBus.Properties"
_INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
_PEER = "org.freedesktop.DBus.Peer"


@dataclass(frozen=True, slots=True)
class Method:
    """One method: the signatures of what it takes and returns, and what runs.

    ``run`` gets the arguments and returns the body as a tuple. It answers at once; what takes time
    or has consequences it posts to the reactor, because the caller waits for the answer.
    """

    takes: str
    returns: str
    run: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Interface:
    """What an object can do under one name."""

    name: str
    methods: Mapping[str, Method] = field(default_factory=dict)
    properties: Mapping[str, Callable[[], Variant]] = field(default_factory=dict)
    signals: Mapping[str, str] = field(default_factory=dict)  # name -> signature
    property_types: Mapping[str, str] = field(default_factory=dict)  # name -> signature


class Fault(Exception):  # noqa: N818 - it becomes the error answer of a call
    """A call that cannot be answered: a D-Bus error name (its last part) and a sentence."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name if "." in name else _ERROR + name
        self.text = text


class Objects:
    """All that is exported, by path."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._paths: dict[str, dict[str, Interface]] = {}

    def add(self, path: str, interface: Interface) -> Cancel:
        """Export ``interface`` at ``path`` until the returned cancel is called."""
        self._paths.setdefault(path, {})[interface.name] = interface

        def cancel() -> None:
            interfaces = self._paths.get(path, {})
            if interfaces.get(interface.name) is interface:
                del interfaces[interface.name]
            if not interfaces:
                self._paths.pop(path, None)

        return cancel

    def answer(self, message: Message) -> Message:
        """Return the reply to a method call: its result, or the error that fits."""
        try:
            signature, body = self._run(message)
        except Fault as fault:
            return new_error(message, fault.name, "s", (fault.text,))
        return new_method_return(message, signature or None, body)

    def _run(self, message: Message) -> tuple[str, tuple[Any, ...]]:
        fields = message.header.fields
        path = fields.get(HeaderFields.path, "")
        interface = fields.get(HeaderFields.interface, "")
        member = fields.get(HeaderFields.member, "")
        found = self._find(path, interface, member)
        if found is None:
            raise Fault("UnknownMethod", f"{path} has no method {interface}.{member}")
        if fields.get(HeaderFields.signature, "") != found.takes:
            raise Fault("InvalidArgs", f"{member} takes {found.takes!r}")
        return found.returns, found.run(*message.body)

    def _find(self, path: str, interface: str, member: str) -> Method | None:
        """Return the method meant; a call may leave its interface out."""
        for each in (*self._paths.get(path, {}).values(), *self._standard(path)):
            if interface in {"", each.name} and member in each.methods:
                return each.methods[member]
        return None

    def _standard(self, path: str) -> tuple[Interface, ...]:
        """Return what every object has to offer."""
        peer = Interface(_PEER, {"Ping": Method("", "", tuple)})
        known = path in self._paths
        children = self._children(path)
        if not known and not children:
            return (peer,)
        introspect = Method("", "s", lambda: (self._describe(path, children),))
        properties = {
            "Get": Method("ss", "v", lambda of, name: (self._property(path, of, name),)),
            "GetAll": Method("s", "a{sv}", lambda of: (self._all_properties(path, of),)),
            "Set": Method("ssv", "", self._refuse_to_set),
        }
        return (
            peer,
            Interface(_INTROSPECTABLE, {"Introspect": introspect}),
            Interface(_PROPERTIES, properties if known else {}),
        )

    def _children(self, path: str) -> tuple[str, ...]:
        prefix = path.rstrip("/") + "/"
        below = {
            each[len(prefix) :].split("/")[0] for each in self._paths if each.startswith(prefix)
        }
        return tuple(sorted(below - {""}))

    def _properties(self, path: str, interface: str) -> Mapping[str, Callable[[], Variant]]:
        found = self._paths.get(path, {}).get(interface)
        if found is None:
            raise Fault("UnknownInterface", f"{path} has no interface {interface}")
        return found.properties

    def _property(self, path: str, interface: str, name: str) -> Variant:
        properties = self._properties(path, interface)
        if name not in properties:
            raise Fault("UnknownProperty", f"{interface} has no property {name}")
        return properties[name]()

    def _all_properties(self, path: str, interface: str) -> dict[str, Variant]:
        return {name: value() for name, value in self._properties(path, interface).items()}

    @staticmethod
    def _refuse_to_set(_interface: str, name: str, _value: Variant) -> tuple[Any, ...]:
        raise Fault("PropertyReadOnly", f"{name} cannot be set")

    def _describe(self, path: str, children: tuple[str, ...]) -> str:
        """Return the introspection XML of ``path``."""
        interfaces = (*self._paths.get(path, {}).values(), *self._standard(path))
        lines = [line for each in interfaces for line in _interface_xml(each)]
        lines += [f'<node name="{child}"/>' for child in children]
        return "\n".join(("<node>", *lines, "</node>"))


def _interface_xml(interface: Interface) -> list[str]:
    lines = [f'<interface name="{interface.name}">']
    for name, each in interface.methods.items():
        arguments = _arguments_xml(each.takes, "in") + _arguments_xml(each.returns, "out")
        lines.append(f'<method name="{name}">{arguments}</method>')
    for name, value in interface.properties.items():
        kind = interface.property_types.get(name) or value()[0]
        lines.append(f'<property name="{name}" type="{kind}" access="read"/>')
    for name, signature in interface.signals.items():
        arguments = _arguments_xml(signature, "out")
        lines.append(f'<signal name="{name}">{arguments}</signal>')
    return [*lines, "</interface>"]


def _arguments_xml(signature: str, direction: str) -> str:
    return "".join(f'<arg type="{each}" direction="{direction}"/>' for each in split(signature))


def split(signature: str) -> list[str]:
    """Return the single complete types of a signature: ``ia{sv}`` -> ``["i", "a{sv}"]``."""
    types, start, depth = [], 0, 0
    for index, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            types.append(signature[start : index + 1])
            start = index + 1
    return types
