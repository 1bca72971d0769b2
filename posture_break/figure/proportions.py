"""How long and how thick the drawn person is, in units: standing, about 168 of them.

Arms are about 6 % shorter than measured people's: with true ones the elbows buckle on all fours.
"""

from __future__ import annotations

SPINE = 51.0
SPINE_BONES = 9
NECK = 8.2
UPPER_ARM = 25.6
FOREARM = 23.0
THIGH = 42.0
SHIN = 40.0
FOOT = 14.5
HALF_SHOULDERS = 14.2
HALF_HIPS = 7.6
SHOULDERS_BELOW_NECK = 4.6


# Along a bone (0 to 1), and the radius there.
UPPER_ARM_PROFILE = ((0.0, 4.75), (0.25, 4.7), (0.6, 4.15), (1.0, 3.55))
FOREARM_PROFILE = ((0.0, 3.55), (0.22, 3.75), (0.6, 3.05), (1.0, 2.45))
SLEEVE_PROFILE = ((0.0, 5.25), (0.3, 5.3), (0.58, 5.2))  # the last one is the hem
THIGH_PROFILE = ((0.0, 9.2), (0.18, 9.0), (0.42, 8.2), (0.7, 6.9), (1.0, 5.75))
# Along the shin, the radius, and how far the calf is pushed back.
SHIN_PROFILE = (
    (0.0, 5.75, 0.0), (0.14, 5.5, 0.5), (0.32, 5.5, 1.4), (0.58, 4.6, 1.0), (0.9, 3.75, 0.1),
)  # fmt: skip
ANKLE = 2.9
# From the ankle: along the foot, towards the sole, radius.
FOOT_PROFILE = ((-3.0, 1.4, 3.1), (5.6, 1.5, 2.95), (10.6, 2.2, 2.3), (14.2, 2.6, 1.85))
# Along the hand from the wrist, radius.
HAND_PROFILE = ((2.2, 2.3), (4.6, 2.5), (7.2, 2.3), (9.4, 1.8), (11.0, 1.35))
# Along the thumb: from the wrist along the hand, out of it, radius.
THUMB_PROFILE = ((2.6, 0.9, 1.35), (4.9, 3.0, 1.15), (6.9, 3.7, 0.9))

# Along the spine (0 to 1), half the width, half the depth, pushed forward.
HIP_RINGS = (
    (-0.17, 10.6, 7.4, -0.6), (-0.06, 14.2, 9.2, -0.8), (0.06, 14.6, 9.6, -0.6),
    (0.17, 13.4, 9.0, -0.2),
)  # fmt: skip
SHIRT_RINGS = (
    (0.10, 14.5, 9.8, -0.3), (0.26, 12.6, 8.8, 0.2), (0.42, 12.3, 8.8, 0.4),
    (0.60, 13.8, 9.8, 0.6), (0.76, 14.8, 10.1, 0.5), (0.88, 14.6, 8.8, 0.0),
    (0.96, 11.4, 6.6, -0.4), (1.0, 7.4, 5.3, -0.4),
)  # fmt: skip
GLUTE = (9.2, -2.2, -1.6, 6.6)  # radius; forward, up and outwards from the middle of the hips
NECK_RADII = (5.3, 4.7)
SKULL = 9.4
SKULL_FROM_NECK = (1.6, 7.4)  # forward and up of the head, from the top of the neck
CHIN = (5.5, 3.3, -6.0)  # radius; forward and up of the head, from the skull's middle
NOSE = (1.5, 9.5, -2.4)
EAR = (-0.8, -1.6, 8.6)  # forward, up, outwards
