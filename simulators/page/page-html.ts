/** The HTML of the simulator's page before its script has read the control API. */
export const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Simulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<script src="page.js" defer></script>
</head>
<body>
<header>
<h1 id="name">Simulator</h1>
<p id="about" class="faint"></p>
</header>
<main>
<p id="trouble" role="alert" hidden></p>
<form id="access" hidden>
<label for="control-token">Control token, as the simulator has printed it</label>
<input id="control-token" type="password" autocomplete="off" required>
<button>Sign in</button>
</form>
<div id="content" hidden>
<section aria-labelledby="partners-title">
<h2 id="partners-title">Partners</h2>
<p>Versions URL: <code id="versions"></code></p>
<div id="partners"></div>
<button id="invite" type="button">Make a TOKEN_A</button>
<p id="invitation" role="status"></p>
</section>
<section aria-labelledby="act-title" id="plug" hidden>
<h2 id="act-title">Plug in a car</h2>
<form id="plug-form">
<label>Card <select id="card"></select></label>
<label>EVSE <select id="evse"></select></label>
<label>kWh <input id="kwh" type="number" min="0.1" step="0.1" value="12"></label>
<button>Plug in</button>
</form>
<p id="plugged" role="status"></p>
<div id="sessions"></div>
</section>
<section aria-labelledby="command-title" id="command" hidden>
<h2 id="command-title">Start a session by command</h2>
<form id="command-form">
<label>Token <select id="token"></select></label>
<label>Location <select id="location"></select></label>
<button>Start</button>
</form>
<p id="commanded" role="status"></p>
</section>
<section aria-labelledby="has-title">
<h2 id="has-title">Objects</h2>
<div id="has"></div>
</section>
<section aria-labelledby="messages-title">
<h2 id="messages-title">Last messages</h2>
<div id="messages"></div>
</section>
<section aria-labelledby="cards-title">
<h2 id="cards-title">Cards</h2>
<div id="cards"></div>
</section>
</div>
</main>
</body>
</html>
`;
