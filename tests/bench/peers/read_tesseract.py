"""Debian's tesseract command with chi_sim and its default settings. The command loads its model for every photo anew."""

import csv
import resource
import subprocess

from serve import serve

LINE, WORD = "4", "5"


def read(path):
    table = subprocess.run(
        ["tesseract", path, "stdout", "-l", "chi_sim", "tsv"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    boxes, words = {}, {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        place = (row["block_num"], row["par_num"], row["line_num"])
        if row["level"] == LINE:
            left, top = int(row["left"]), int(row["top"])
            right, bottom = left + int(row["width"]), top + int(row["height"])
            boxes[place] = [(left, top), (right, top), (right, bottom), (left, bottom)]
        elif row["level"] == WORD:
            words.setdefault(place, []).append(row["text"])
    return [(" ".join(texts), boxes[place]) for place, texts in words.items()]


def version():
    languages = subprocess.run(["tesseract", "--list-langs"], check=True, stdout=subprocess.PIPE, text=True).stdout
    if "chi_sim" not in languages.split():
        raise SystemExit("tesseract has no chi_sim: apt-get install tesseract-ocr-chi-sim")
    banner = subprocess.run(["tesseract", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return banner.split("\n", 1)[0]


serve(version(), read, lambda: resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
