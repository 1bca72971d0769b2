"""What goes over the bus, in our words: a call to send, signals to hear, a refusal to take."""

from __future__ import annotations

from dataclasses import dataclass

from jeepney import DBusAddress, HeaderFields, Message, new_method_call

from posture_break.ports import Unavailable

BUS = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"


class Refused(Unavailable):
    """The other side answered a call with a D-Bus error."""

    def __init__(self, name: str, text: str) -> None:
        """Keep the error's ``name`` (org.freedesktop.DBus.Error...) beside its words."""
        super().__init__(text or name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Match:
    """Which signals to hear; a field left empty lets everything through."""

    interface: str = ""
    member: str = ""
    path: str = ""
    sender: str = ""
    argument: str = ""  # the first argument, a string
    signature: str | None = None  # of the body

    def rule(self) -> str:
        """Return the rule as the bus wants it."""
        pairs = {
            "type": "signal",
            "sender": self.sender,
            "path": self.path,
            "interface": self.interface,
            "member": self.member,
            "arg0": self.argument,
        }
        return ",".join(f"{key}='{value}'" for key, value in pairs.items() if value)

    def fits(self, message: Message) -> bool:
        """Say whether a signal is meant; a sender's well-known name was compared by the bus."""
        fields = message.header.fields
        wanted: dict[HeaderFields, str] = {
            HeaderFields.interface: self.interface,
            HeaderFields.member: self.member,
            HeaderFields.path: self.path,
        }
        if self.sender == BUS or self.sender.startswith(":"):
            wanted[HeaderFields.sender] = self.sender
        if any(value and fields.get(key) != value for key, value in wanted.items()):
            return False
        if self.signature not in {None, fields.get(HeaderFields.signature, "")}:
            return False
        return not self.argument or message.body[:1] == (self.argument,)


def method(
    destination: str, path: str, interface: str, member: str, signature: str = "", *body: object
) -> Message:
    """Return the message that calls a method."""
    address = DBusAddress(path, bus_name=destination, interface=interface)
    return new_method_call(address, member, signature or None, body)
