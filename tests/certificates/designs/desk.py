"""An admin's way with a draft: by operation, by form and by preview."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.pages import seen

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">%s</svg>'


def by(world):
    return {"by": world.ratna, "on": world.today}


def url(name, *args):
    return reverse(name, args=args)


def fields(version, **changed):
    return {"family": version.family, "languages": version.languages} | changed


def save(admin, version, **changed):
    address = url("design_edit", version.design_id)
    return admin.post(address, seen(admin, address) | fields(version, **changed))


def preview(admin, version, **changed):
    data = seen(admin, url("design_edit", version.design_id)) | fields(version, **changed)
    return admin.post(url("design_preview", version.design_id), data)


def image_file(data, name="gambar.png"):
    return SimpleUploadedFile(name, data)
