"""Evaluations of assessors: of Bima, asked of Sekar, and for what is filled in also of Wulan."""

from tests.ethics.evaluations import evaluating

from .row import ADMIN, ASSESSORS, rows


def task_done(world):
    return [evaluating.over(world).assignments.get().pk]


def task_ahead(world):
    return [world.session.assignments.get().pk]


def asked(world):
    return [evaluating.asked(world).pk]


def asked_of_wulan(world):
    return [evaluating.asked(world, reviewer=world.wulan).pk]


def filled(world):
    return [evaluating.filled(world).pk]


def planned(world):
    return [evaluating.planned(world).pk]


def planned_with_wulan(world):
    return [evaluating.planned(world, witness=world.wulan).pk]


def reported(world):
    return [evaluating.reported(world).pk]


def inspection(world):
    return [evaluating.inspected(world).pk]


ROWS = [
    *rows("review_list witness_list inspection_list", f"{ADMIN} wulan {ASSESSORS}"),
    *rows("review_choose witness_choose", f"{ADMIN} wulan"),
    *rows("review_ask", f"{ADMIN} wulan", task_done, post=422),
    *rows("witness_plan", f"{ADMIN} wulan", task_ahead, post=422),
    *rows("review_show", f"{ADMIN} wulan sekar", asked, missing="bima"),
    *rows("review_show review_download", f"{ADMIN} wulan {ASSESSORS}", filled),
    *rows("review_fill", "sekar", asked, post=422, missing=f"{ADMIN} wulan bima"),
    *rows("review_fill", "wulan", asked_of_wulan, post=422, missing=f"{ADMIN} {ASSESSORS}"),
    *rows("review_reply", "bima", filled, post=422, missing="sekar"),
    *rows("review_cancel", f"{ADMIN} wulan", asked, post=422),
    *rows("witness_show", f"{ADMIN} wulan {ASSESSORS}", planned),
    *rows("witness_report", "sekar", planned, post=422, missing=f"{ADMIN} wulan bima"),
    *rows("witness_report", "wulan", planned_with_wulan, post=422, missing=f"{ADMIN} {ASSESSORS}"),
    *rows("witness_reply", "bima", reported, post=422, missing="sekar"),
    *rows("witness_cancel", f"{ADMIN} wulan", planned, post=422),
    *rows("inspection_create", f"{ADMIN} wulan", post=422),
    *rows("inspection_show inspection_evidence", f"{ADMIN} wulan bima", inspection, missing="sekar"),
    *rows("inspection_retract", f"{ADMIN} wulan", inspection, post=422),
]
