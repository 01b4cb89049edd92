"""The demo partnership as plain data: who, when, what was said, measured and claimed.

All of it is invented. Nothing here knows how it is stored; `thirdspace.demo.build` tells it.
"""
