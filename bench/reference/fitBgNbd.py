"""Seconds that Python's lifetimes takes to fit BG/NBD to the histories on stdin ([[frequency, recency, age], …]), as JSON.

    pip install lifetimes 'numpy<2' 'pandas<2.2'
"""
import json, sys, time, warnings
from importlib.metadata import version

import pandas as pd
from lifetimes import BetaGeoFitter

warnings.filterwarnings("ignore")
data = pd.DataFrame(json.load(sys.stdin), columns=["frequency", "recency", "T"])
seconds = []
for _ in range(11):
    started = time.perf_counter()
    model = BetaGeoFitter().fit(data.frequency, data.recency, data["T"])
    seconds.append(time.perf_counter() - started)
print(json.dumps({
    "seconds": sorted(seconds)[len(seconds) // 2],
    "version": f"lifetimes {version('lifetimes')}, scipy {version('scipy')}, Python {sys.version.split()[0]}",
    **{name: float(value) for name, value in model.params_.items()},
}))
