<?php
// An operator that publishes to a provider, both simulated, steered over plain HTTP: php roaming.php

function call(string $method, string $url, ?array $body = null): mixed
{
    $http = ['method' => $method, 'timeout' => 30, 'header' => 'Content-Type: application/json'];
    if ($body !== null) $http['content'] = json_encode($body);
    return json_decode(file_get_contents($url, false, stream_context_create(['http' => $http])), true);
}

function simulate(string ...$options): string
{
    $command = ['node_modules/.bin/ocpi-hub', 'simulate', ...$options, '--port', '0'];
    $process = proc_open($command, [1 => ['pipe', 'w']], $pipes);
    register_shutdown_function(fn () => proc_terminate($process));
    while ($line = json_decode(fgets($pipes[1]), true))
        if ($line['event'] === 'listening') return $line['url'] . '/control';
}

function expect(bool $fact, string $words): void
{
    echo $fact ? "ok: $words\n" : "NOT ok: $words\n";
    if (!$fact) exit(1);
}

$emsp = simulate('emsp');
$invitation = call('POST', "$emsp/token");
$cpo = simulate('cpo', '--versions-url', $invitation['versions_url'], '--token', $invitation['token']);
$came = call('GET', "$emsp/received?module=locations&method=PUT&id=LOC-MADRID-1&within=10000");
expect(count($came) === 1, 'the provider has the Location');
call('PATCH', "$cpo/evses/LOC-MADRID-1/EVSE-MADRID-1-1", ['status' => 'BLOCKED']);
$came = call('GET', "$emsp/received?module=locations&method=PATCH&id=EVSE-MADRID-1-1&within=10000");
expect($came[0]['body']['status'] === 'BLOCKED', 'the provider has the change of the EVSE');
