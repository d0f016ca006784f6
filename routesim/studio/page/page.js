// The board on a page of its own.

import { begin } from "./board.js";
import { stand } from "./host.js";
import { askServer, firstOfServer } from "./server.js";

stand({
  root: document,
  body: document.body,
  themed: document.documentElement,
  ask: askServer,
  first: firstOfServer,
  offline: "The server does not answer. Start routesim studio again; nothing here is lost. Trying again …",
  footer: "Worked out by routesim on this computer. Nothing is sent anywhere else, and no file is changed.",
});
begin();
