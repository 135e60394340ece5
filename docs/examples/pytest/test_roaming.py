"""An operator that publishes to a provider, both simulated, steered over plain HTTP: pytest test_roaming.py"""

import json
import subprocess
import urllib.request

import pytest


def call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, method=method), timeout=30) as answer:
        return json.loads(answer.read() or "null")


@pytest.fixture
def simulate():
    running = []

    def start(*options):
        command = ["node_modules/.bin/ocpi-hub", "simulate", *options, "--port", "0"]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        lines = (json.loads(line) for line in running[-1].stdout)
        return next(line["url"] for line in lines if line["event"] == "listening") + "/control"

    yield start
    for process in running:
        process.terminate()


def test_the_provider_gets_a_change_of_an_evse(simulate):
    emsp = simulate("emsp")
    invitation = call("POST", emsp + "/token")
    cpo = simulate("cpo", "--versions-url", invitation["versions_url"], "--token", invitation["token"])
    assert call("GET", emsp + "/received?module=locations&method=PUT&id=LOC-MADRID-1&within=10000")
    call("PATCH", cpo + "/evses/LOC-MADRID-1/EVSE-MADRID-1-1", {"status": "BLOCKED"})
    [patch] = call("GET", emsp + "/received?module=locations&method=PATCH&id=EVSE-MADRID-1-1&within=10000")
    assert patch["body"]["status"] == "BLOCKED"
