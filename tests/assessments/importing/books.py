"""Scheme files made in the test: a small correct one, and the ways to spoil it."""

import copy
import csv
import io
import zipfile

from openpyxl import Workbook

from assessments.importing.layout import MARKER, SHEETS

SCHEME = {
    "Skema": [
        {
            "Nomor skema": "SKM/BNSP/00010/2/2026/77",
            "Judul": "Penata Arsip Digital",
            "Judul (Inggris)": "Digital Archivist",
            "Bidang": "Kearsipan",
            "Jenis kemasan": "Okupasi",
            "Masa berlaku (bulan)": 36,
            "KBLI": "91012",
            "KBJI": "4415",
            "Huruf registrasi": "ARS",
        }
    ],
    "Unit": [
        {
            "Kode unit": f"J.620100.00{number}.02",
            "Judul": title,
            "Judul (Inggris)": "",
            "Jenis standar": "SKKNI",
            "Nomor standar": 901,
            "Tahun standar": 2020,
            "Judul standar": "Bidang Kearsipan Digital" if number == 1 else "",
            "Kelompok pekerjaan": "Menata arsip",
            "Kelompok pilihan": "Pilihan A" if number > 1 else "",
        }
        for number, title in enumerate(("Menata arsip", "Memindai arsip", "Memusnahkan arsip"), start=1)
    ],
    "Elemen & KUK": [
        {
            "Kode unit": "J.620100.001.02",
            "Nomor elemen": element,
            "Elemen": f"Bagian {element}" if criterion == 1 else "",
            "Nomor KUK": f"{element}.{criterion}",
            "Kriteria unjuk kerja": f"Kriteria {element}.{criterion} dikerjakan.",
        }
        for element in (1, 2)
        for criterion in (1, 2)
    ],
    "Kelompok Pilihan": [{"Kelompok pilihan": "Pilihan A", "Paling sedikit": 1, "Paling banyak": 2}],
    "Persyaratan": [
        {"Jenis persyaratan": "dasar", "Persyaratan": "Lulus SMA atau sederajat."},
        {"Jenis persyaratan": "administratif", "Persyaratan": "Fotokopi KTP."},
    ],
}
LABELS = {sheet.label: [column.label for column in sheet.columns] for sheet in SHEETS}
UNIT_CODE = "J.620100.001.02"


def scheme(**changes):
    """The correct file as rows; `Unit={1: {"Judul": ""}}` changes the second row of the sheet Unit."""
    rows = copy.deepcopy(SCHEME)
    for label, by_place in changes.items():
        for place, values in by_place.items():
            rows[label.replace("_", " ")][place].update(values)
    return rows


def xlsx(rows, *, labels=None, extra=()):
    """A workbook of these rows. Values go in as they are, so a text that begins with "=" is a live formula."""
    book = Workbook()
    book.remove(book.active)
    for label, columns in (LABELS | (labels or {})).items():
        page = book.create_sheet(label)
        page.append(columns)
        for row in rows.get(label, []):
            page.append([row.get(column) for column in columns])
    for title in extra:
        book.create_sheet(title).append(["lain"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def flat(rows, *, delimiter=";", encoding="utf-8-sig"):
    """The same rows as a CSV file."""
    columns = list(dict.fromkeys(column for labels in LABELS.values() for column in labels))
    markers = {"Skema": "skema", "Unit": "unit", "Elemen & KUK": "kuk", "Kelompok Pilihan": "pilihan"}
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow([MARKER, *columns])
    for label, lines in rows.items():
        for line in lines:
            writer.writerow([markers.get(label, "persyaratan"), *(line.get(column, "") for column in columns)])
    return stream.getvalue().encode(encoding)


def repacked(data, *, without=(), **members):
    """The workbook with members of its archive replaced, added or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in members and name not in without:
                target.writestr(name, source.read(name))
        for name, content in members.items():
            target.writestr(name, content)
    return stream.getvalue()
