"""Pictures are drawn anew: nothing but their pixels survives, and those survive rightly."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from assessments.uploads.uses import DOCUMENT, LOGO, PORTRAIT, SIGNATURE
from kit.taking import take_in
from tests.dividing import square
from tests.files import ZIP, picture

GREY, ALPHA = (64, 128), 3


def drawn(data, use=PORTRAIT):
    return Image.open(io.BytesIO(take_in(use, io.BytesIO(data)).data))


def saved(image, fmt="PNG", **options):
    out = io.BytesIO()
    image.save(out, fmt, **options)
    return out.getvalue()


def near(pixel, wanted, within=6):
    return all(abs(a - b) <= within for a, b in zip(pixel, wanted, strict=True))


def gradient16(width=256, height=8, depth=16):
    """Grey from black on the left to white on the right, sixteen bits deep."""
    row = b"\x00" + b"".join(struct.pack(">H", x * 65535 // (width - 1)) for x in range(width))
    return png(struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0), row * height)


def png(header, pixels=b"", *more):
    """A PNG written by hand: its header may tell of anything."""
    parts = [(b"IHDR", header), *more, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def webp_header(width, height):
    canvas = b"\x00" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + canvas


def adobe_rgb():
    """A profile with the colours of Adobe RGB (1998) and a gamma of 2.2, written after the ICC's description."""

    def fixed(*values):
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\x00\x00\x00\x00" + struct.pack(">IH", 1, 563) + b"\x00\x00"
    tags = {
        b"desc": b"desc\x00\x00\x00\x00" + struct.pack(">I", 2) + b"A\x00" + bytes(79),
        b"wtpt": b"XYZ \x00\x00\x00\x00" + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ \x00\x00\x00\x00" + fixed(0.60974, 0.31111, 0.01947),
        b"gXYZ": b"XYZ \x00\x00\x00\x00" + fixed(0.20528, 0.62567, 0.06087),
        b"bXYZ": b"XYZ \x00\x00\x00\x00" + fixed(0.14919, 0.06322, 0.74457),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        value += bytes(-len(value) % 4)
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value
    head = struct.pack(">I", at + len(body)) + b"\x00\x00\x00\x00" + struct.pack(">I", 0x02400000) + b"mntrRGB XYZ "
    head += bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\x00") + table + body


# --- nothing but pixels ------------------------------------------------------------------------------
@pytest.mark.parametrize(("use", "fmt"), square([PORTRAIT, LOGO, SIGNATURE, DOCUMENT], ["JPEG", "PNG", "WEBP"], of=2))
def test_what_is_said_beside_the_pixels_is_gone(fmt, use):
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "RAHASIA"
    told: dict = {"exif": exif.tobytes(), "icc_profile": adobe_rgb()}
    if fmt == "PNG":
        words = PngInfo()
        words.add_text("Author", "RAHASIA")
        words.add_itxt("XML:com.adobe.xmp", "RAHASIA")
        told["pnginfo"] = words
    else:
        told["xmp"] = b"<x:xmpmeta>RAHASIA</x:xmpmeta>"
    if fmt == "JPEG":
        told["comment"] = b"RAHASIA"
    data = picture(fmt=fmt, **told) + ZIP + b"RAHASIA"
    assert data.count(b"RAHASIA") > 2
    kept = take_in(use, io.BytesIO(data)).data
    assert b"RAHASIA" not in kept and b"PK\x03\x04" not in kept
    assert not {"exif", "icc_profile", "xmp", "comment", "Author"} & Image.open(io.BytesIO(kept)).info.keys()


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("told", "size"), [(1, (80, 60)), (3, (80, 60)), (6, (60, 80)), (8, (60, 80)), (99, (80, 60))])
def test_a_photo_stands_upright(fmt, told, size):
    exif = Image.Exif()
    exif[0x0112] = told
    image = Image.new("RGB", (80, 60), "white")
    image.paste((0, 0, 0), (0, 0, 20, 20))  # where the corner goes
    upright = drawn(saved(image, fmt, exif=exif, **({"lossless": True} if fmt == "WEBP" else {})))
    corners = {1: (5, 5), 3: (75, 55), 6: (55, 5), 8: (5, 75), 99: (5, 5)}
    assert upright.size == size and near(upright.getpixel(corners[told]), (0, 0, 0), 20)


def test_an_exif_that_is_broken_hurts_nothing():
    assert drawn(picture(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff")).size == (60, 80)


# --- the colours that were meant ---------------------------------------------------------------------
@pytest.mark.parametrize("use", [PORTRAIT, LOGO, DOCUMENT])
def test_a_scan_of_sixteen_bits_keeps_its_greys(use):
    grey = drawn(gradient16(), use)
    assert near(grey.getpixel((64, 4))[:3], (64,) * 3, 2) and near(grey.getpixel((128, 4))[:3], (128,) * 3, 2)
    assert near(grey.getpixel((255, 4))[:3], (255,) * 3, 2)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_is_followed(fmt):
    """The red of sRGB (200, 30, 30), as a camera writes it in Adobe RGB."""
    image = Image.new("RGB", (80, 60), (173, 37, 35))
    profile = adobe_rgb()
    srgb = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB")).getpixel((9, 9))
    assert near(srgb, (200, 30, 30)) and not near(srgb, (173, 37, 35))
    assert near(drawn(saved(image, fmt, icc_profile=profile, quality=95)).getpixel((40, 30)), (200, 30, 30))


def test_a_profile_is_followed_beside_transparency():
    logo = drawn(saved(Image.new("RGBA", (80, 60), (173, 37, 35, 90)), icc_profile=adobe_rgb()), LOGO)
    assert near(logo.getpixel((40, 30)), (200, 30, 30, 90))


@pytest.mark.parametrize("profile", [b"x" * 200, adobe_rgb()[:140], adobe_rgb().replace(b"RGB XYZ", b"CMYKXYZ")])
def test_a_profile_that_is_broken_or_anothers_is_ignored(profile):
    assert near(drawn(saved(Image.new("RGB", (80, 60), "teal"), icc_profile=profile)).getpixel((9, 9)), (0, 128, 128))


@pytest.mark.parametrize(
    ("mode", "use"), square(["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"], [PORTRAIT, LOGO], of=2)
)
def test_every_mode_keeps_what_is_seen(mode, use):
    """White above, black below."""
    image = Image.new("RGB", (60, 60), "white")
    image.paste((0, 0, 0), (0, 30, 60, 60))
    if mode == "I;16":
        image = image.convert("L").convert("I").point(lambda value: value * 257 + 0)
    image = image.convert(mode)
    seen = drawn(saved(image, "JPEG" if mode == "CMYK" else "PNG"), use)
    assert near(seen.getpixel((30, 5))[:3], (255,) * 3, 12) and near(seen.getpixel((30, 55))[:3], (0,) * 3, 45)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_colour_that_is_seen_through_stays_so(mode):
    image = Image.new(mode, (40, 40))
    hole = (0, 0, 0) if mode == "RGB" else 0
    data = saved(image, transparency=hole)
    assert drawn(data, LOGO).getpixel((20, 20))[ALPHA] == 0
    assert drawn(data, PORTRAIT).getpixel((20, 20)) == (255, 255, 255)


def test_of_what_moves_the_first_picture_is_kept():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "blue")]
    for fmt in ("PNG", "WEBP"):
        data = saved(frames[0], fmt, save_all=True, append_images=frames[1:])
        assert near(drawn(data).getpixel((20, 20)), (255, 0, 0), 8)


# --- as large as needed ------------------------------------------------------------------------------
@pytest.mark.parametrize(("use", "longest"), [(PORTRAIT, 1200), (LOGO, 1200), (DOCUMENT, 2400)])
def test_it_is_kept_no_larger_than_needed(use, longest):
    assert drawn(picture((5000, 1000)), use).size == (longest, longest // 5)
    assert drawn(picture((500, 100)), use).size == (500, 100)


@pytest.mark.parametrize("progressive", square([False, True], of=2))
def test_a_photo_of_a_new_phone_is_taken(progressive):
    """Fifty million pixels."""
    data = saved(Image.new("RGB", (8160, 6120), "teal"), "JPEG", progressive=progressive)
    assert drawn(data).size == (1200, 900)
