// Takes the UN-derived 50 m layer out of npm plotly.js (dist/plotly-geo-assets.js).
// usage: node extract_topojson.mjs FOLDER_WITH_node_modules OUT.json
import { createRequire } from "node:module";
import fs from "node:fs";
global.window = {};
global.self = global.window;
const [, , folder, out] = process.argv;
const loaded = createRequire(folder + "/x.js")("plotly.js/dist/plotly-geo-assets.js");
const assets = global.window.PlotlyGeoAssets || loaded;
fs.writeFileSync(out, JSON.stringify(assets.topojson.world_50m));
