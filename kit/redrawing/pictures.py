"""The program that draws pictures anew, so that nothing but pixels survives. It needs no portal; `confined` runs it.

In comes a line of JSON with what is wanted and how long each file is, then the files. Out goes JSON with a picture in
base64, or why there is none, for each. The sizes that the headers tell are summed before the first one is decoded.
"""

import base64
import contextlib
import io
import json
import struct
import sys
from typing import Any

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88
ORIENTATION = 0x0112


def draw_all(wanted: dict[str, Any], files: list[bytes]) -> dict[str, Any]:
    """{"files": [{"data"} | {"why": "unreadable" | "pixels"}, ...]}, or {"why": "pixels"} for all."""
    from PIL import Image  # here, so that the limits hold for it too

    Image.MAX_IMAGE_PIXELS = None  # `_size` asks, for every picture
    broken = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, struct.error)
    answers: list[dict[str, Any]] = [{} for _file in files]
    pixels = 0
    for answer, data in zip(answers, files, strict=True):
        try:
            size = _size(data)
        except broken:
            answer["why"] = "unreadable"
            continue
        if size > wanted["most"]:
            answer["why"] = "pixels"
        pixels += min(size, wanted["most"])
    if pixels > wanted["most_in_all"]:
        return {"why": "pixels"}
    for answer, data, how in zip(answers, files, wanted["files"], strict=True):
        if answer:
            continue
        try:
            answer["data"] = base64.b64encode(_drawn(data, how["longest"], how["as_png"])).decode()
        except MemoryError:
            answer["why"] = "pixels"
        except broken:
            answer["why"] = "unreadable"
    return {"files": answers}


def _size(data: bytes) -> int:
    """How many pixels the header tells of. The library decodes a WebP while it opens it, so that is read by hand."""
    from PIL import Image

    if data[:4] != b"RIFF":
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            return int(image.width * image.height)
    kind, body = data[12:16], data[20:]
    if kind == b"VP8X":
        width, height = (1 + int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif kind == b"VP8 ":
        width, height = (size & 0x3FFF for size in struct.unpack_from("<HH", body, 6))
    else:
        raise ValueError("no WebP")
    return width * height


def _drawn(data: bytes, longest: int, as_png: bool) -> bytes:
    """Upright, no larger than needed, in the colours of a screen. Of something that moves, its first picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        profile = image.info.get("icc_profile")
        image.draft(None, (longest, longest))  # a JPEG is decoded small, at an eighth of the cost
        image.load()
        small = _plain(image)
        small.thumbnail((longest, longest))
        upright = _in_srgb(_upright(small, image), profile)
    out = io.BytesIO()
    if as_png:
        _bare(upright.convert("RGBA")).save(out, "PNG", optimize=True)
    else:
        _bare(_on_white(upright)).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _plain(image: Any) -> Any:
    """In a mode that can be shrunk and converted without loss: sixteen bits become eight, a palette its colours."""
    from PIL import Image

    if image.mode in ("I;16", "I;16L", "I;16B"):
        high = 0 if image.mode == "I;16B" else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2])
    if image.mode == "I":
        return image.point(lambda value: value * (1 / 257) + 0).convert("L")
    if "transparency" in image.info and image.mode in ("1", "L", "P", "RGB"):
        return image.convert("RGBA")
    other = {"1": "L", "P": "RGB"}.get(image.mode)
    return image.convert(other) if other else image


def _upright(small: Any, image: Any) -> Any:
    """Turned as the camera was held; what cannot be read of that is left."""
    from PIL import Image

    turn = Image.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE, 6: turn.ROTATE_270,
        7: turn.TRANSVERSE, 8: turn.ROTATE_90,
    }  # fmt: skip
    held = None
    with contextlib.suppress(Exception):
        held = turns.get(image.getexif().get(ORIENTATION))
    return small if held is None else small.transpose(held)


def _in_srgb(image: Any, profile: bytes | None) -> Any:
    """Its colours as a screen without profiles shows them rightly. A profile that is broken or another's is ignored."""
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    flat = image.convert({"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode))
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            flat = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    flat = flat.convert("RGB")
    if alpha:
        flat.putalpha(alpha)
    return flat


def _on_white(image: Any) -> Any:
    from PIL import Image

    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _bare(image: Any) -> Any:
    """The pixels and nothing that was said beside them."""
    from PIL import Image

    return Image.frombytes(image.mode, image.size, image.tobytes())


def _received() -> tuple[dict[str, Any], list[bytes]]:
    wanted = json.loads(sys.stdin.buffer.readline())
    return wanted, [sys.stdin.buffer.read(file["size"]) for file in wanted["files"]]


if __name__ == "__main__":
    json.dump(draw_all(*_received()), sys.stdout)
