"""The drawn person who shows an exercise: poses as data, a small 3D skeleton, pictures by Pillow.

It knows no toolkit. `poses.load_figure` reads a figure, `paint.Painter` draws it, `film.Film` keeps
its frames, `checks.check_figure` finds what no body could do. How to write one: AUTHORING.md here.
"""
