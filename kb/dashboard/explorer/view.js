// The explorer's picture: an SVG that pans, zooms and plays through the years. Python decides what is shown and
// where it stands (data); what the reader does goes back as {what, id}. See kb/dashboard/explorer/__init__.py.

const SPACE = "http://www.w3.org/2000/svg";
const CLICK = 260; // milliseconds in which a second click makes a double one
const YEARS_A_SECOND = 7;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function make(name, attributes, parent) {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return parent.appendChild(element);
}

class View {
  constructor(root) {
    this.root = root;
    this.svg = root.querySelector("svg");
    this.world = root.querySelector(".world");
    this.tip = root.querySelector(".tip");
    this.range = root.querySelector("input[type=range]");
    this.nodes = new Map();
    this.edges = [];
    this.moved = new Map(); // where the reader dragged marks to
    this.view = { k: 1, x: 0, y: 0 };
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.svg);
  }

  // -- what is shown ---------------------------------------------------------------------------

  update(data, tell) {
    const first = this.data?.start !== data.start;
    const same = this.drawn === data.mark;
    if (first) this.moved.clear();
    this.data = data;
    this.tell = (what, id) => tell("told", { what, id: String(id), at: Date.now() });
    this.year = data.year;
    this.picked = data.picked;
    if (!same) this.build(first);
    this.drawn = data.mark;
    this.svg.classList.toggle("crowded", data.nodes.length > 90);
    this.range.min = data.years[0];
    this.range.max = data.years[1];
    this.legend();
    this.show();
  }

  build(first) {
    const before = new Set(this.nodes.keys());
    const standing = new Map([...this.nodes].map(([id, node]) => [id, node.at]));
    this.world.replaceChildren();
    this.nodes.clear();
    const lines = make("g", { class: "lines" }, this.world), marks = make("g", {}, this.world);
    this.edges = this.data.edges.map((edge) => {
      const g = make("g", { class: `edge ${edge.kind}` }, lines);
      const wide = make("path", { class: "wide" }, g), line = make("path", { class: "line" }, g);
      g.addEventListener("pointerenter", (event) => this.hint(event, this.words(edge)));
      g.addEventListener("pointerleave", () => this.hint());
      return { ...edge, g, wide, line };
    });
    let fresh = false;
    for (const node of this.data.nodes) {
      const look = this.data.kinds[node.kind];
      const g = make("g", { class: "node", role: "button", tabindex: -1, "data-id": node.id }, marks);
      g.setAttribute("aria-label", `${node.name}, ${node.card}`);
      make("circle", { class: "halo", r: node.size + 5 }, g);
      const attributes = { class: "mark", d: look.path, fill: look.open ? "none" : look.colour };
      if (look.open) Object.assign(attributes, { stroke: look.colour, "stroke-width": 4 });
      const mark = make("path", attributes, g);
      const name = make("text", {}, g);
      name.textContent = node.label;
      const place = this.moved.get(node.id) ?? [node.x, node.y];
      const from = before.has(node.id) || first ? place : (standing.get(node.from) ?? place);
      fresh ||= !before.has(node.id);
      this.nodes.set(node.id, { ...node, g, mark, name, place, from, at: from });
    }
    if (first) this.fit();
    else if (fresh) this.glide(this.isOutside() ? this.whole() : this.view);
  }

  words({ from, to, says }) {
    return says.map((said) => `${this.nodes.get(from).name} – ${said} – ${this.nodes.get(to).name}`);
  }

  isThere(node) {
    return node.since <= this.year;
  }

  show() {
    const { path, start } = this.data;
    let count = 0;
    for (const node of this.nodes.values()) {
      node.there = this.isThere(node);
      count += node.there;
      node.g.classList.toggle("gone", !node.there);
      node.g.classList.toggle("picked", node.id === this.picked);
      node.g.classList.toggle("opened", node.opened || node.id === start);
      node.g.classList.toggle("way", path.includes(node.id));
    }
    for (const edge of this.edges) {
      const [one, other] = [this.nodes.get(edge.from), this.nodes.get(edge.to)];
      edge.there = one.there && other.there && edge.since <= this.year;
      edge.g.classList.toggle("gone", !edge.there);
    }
    this.range.value = this.year;
    const today = this.year >= this.data.years[1];
    this.root.querySelector("output").textContent = today ? "today" : this.year;
    this.root.querySelector(".count").textContent = `${count} entities`;
    this.range.setAttribute("aria-valuetext", today ? "today" : String(this.year));
    const tabbed = this.nodes.get(this.picked)?.there ? this.picked : start;
    for (const node of this.nodes.values()) node.g.setAttribute("tabindex", node.id === tabbed ? 0 : -1);
    this.light(this.chosen());
    this.render();
  }

  // Where one begins is linked with nearly everything: to light it up would tell nothing.
  chosen() {
    return this.picked === this.data.start ? undefined : this.picked;
  }

  light(id) {
    const near = new Set([id]);
    for (const edge of this.edges) {
      const hot = edge.from === id || edge.to === id;
      edge.g.classList.toggle("hot", hot);
      if (hot && edge.there) near.add(edge.from).add(edge.to);
    }
    this.world.classList.toggle("lit", this.nodes.has(id));
    for (const node of this.nodes.values()) node.g.classList.toggle("near", near.has(node.id));
    this.lit = near;
  }

  legend() {
    const box = this.root.querySelector(".legend");
    box.replaceChildren();
    for (const [kind, look] of Object.entries(this.data.kinds)) {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", String(!look.hidden));
      button.title = look.hidden ? `Show ${look.label} again` : `Hide ${look.label}`;
      const svg = make("svg", { viewBox: "-10 -10 20 20", width: 14, height: 14, "aria-hidden": "true" }, button);
      make("path", { d: look.path, fill: look.open ? "none" : look.colour, stroke: look.colour, "stroke-width": look.open ? 3 : 0 }, svg);
      button.append(look.hidden ? look.label : `${look.label} ${look.count}`);
      button.onclick = () => this.tell("hide", kind);
      box.append(button);
    }
  }

  // -- drawing -------------------------------------------------------------------------------

  render() {
    const { k, x, y } = this.view;
    const scale = Math.max(0.6, Math.min(1.15, Math.sqrt(k) * 1.05));
    this.world.style.transform = `translate(${x}px, ${y}px)`;
    for (const node of this.nodes.values()) {
      node.g.style.transform = `translate(${node.at[0] * k}px, ${node.at[1] * k}px)`;
      node.mark.style.transform = `scale(${(node.size / 8) * scale})`;
    }
    for (const edge of this.edges) {
      if (!edge.there) continue;
      const one = this.nodes.get(edge.from), other = this.nodes.get(edge.to);
      const [x0, y0, x1, y1] = [...one.at, ...other.at].map((value) => value * k);
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
      const gap = other.size * scale + 3, [ex, ey] = [x1 - dx * gap, y1 - dy * gap];
      const straight = `M${x0.toFixed(1)} ${y0.toFixed(1)}L${ex.toFixed(1)} ${ey.toFixed(1)}`;
      const wing = (side) => `${(ex - 6 * dx + 3 * side * dy).toFixed(1)} ${(ey - 6 * dy - 3 * side * dx).toFixed(1)}`;
      edge.wide.setAttribute("d", straight);
      edge.line.setAttribute("d", `${straight}M${wing(1)}L${ex.toFixed(1)} ${ey.toFixed(1)}L${wing(-1)}`);
    }
    this.letters();
  }

  // Names that would run into another name or mark are left out, the less important first; hover tells them.
  letters() {
    const { k } = this.view, cells = new Map(), size = 48;
    const touch = ([x0, y0, x1, y1], visit) => {
      for (let column = Math.floor(x0 / size); column <= Math.floor(x1 / size); column++)
        for (let row = Math.floor(y0 / size); row <= Math.floor(y1 / size); row++)
          if (visit(`${column},${row}`)) return true;
      return false;
    };
    const take = (box, id) => touch(box, (cell) => { (cells.get(cell) ?? cells.set(cell, []).get(cell)).push([box, id]); });
    const hits = (box, id) => touch(box, (cell) => (cells.get(cell) ?? []).some(([other, whose]) =>
      whose !== id && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]));
    const there = [...this.nodes.values()].filter((node) => node.there);
    for (const { at, size: r, id } of there) take([at[0] * k - r, at[1] * k - r, at[0] * k + r, at[1] * k + r], id);
    const chosen = this.chosen(), [from, to] = [-this.view.x, this.svg.clientWidth - this.view.x];
    const first = (node) => (node.id === this.picked || node.id === this.data.start ? 4 : 0)
      + (chosen && this.lit.has(node.id) ? 2 : 0) + (node.opened ? 1 : 0);
    there.sort((a, b) => first(b) - first(a) || b.weight - a.weight);
    for (const node of there) {
      const width = node.label.length * 6.1 + 4, [x, y, r] = [node.at[0] * k, node.at[1] * k, node.size];
      const spots = [ // below, above, right, left
        ["middle", 0, r + 13, x - width / 2, y + r + 3],
        ["middle", 0, -r - 5, x - width / 2, y - r - 15],
        ["start", r + 4, 4, x + r + 2, y - 6],
        ["end", -r - 4, 4, x - r - 2 - width, y - 6],
      ];
      const boxes = spots.map(([, , , left, top]) => [left, top, left + width, top + 13]);
      const fits = boxes.map((box) => !hits(box, node.id));
      let free = boxes.findIndex((box, spot) => fits[spot] && box[0] > from && box[2] < to);
      if (free < 0 && first(node) >= 4) free = 0;
      node.name.classList.toggle("hidden", free < 0);
      if (free < 0) continue;
      const [anchor, dx, dy] = spots[free];
      for (const [name, value] of [["x", dx], ["y", dy]]) node.name.setAttribute(name, value);
      node.name.style.textAnchor = anchor;
      take(boxes[free], node.id);
    }
  }

  // -- the view --------------------------------------------------------------------------------

  whole() {
    const { clientWidth: width, clientHeight: height } = this.svg;
    if (!this.nodes.size || !width) return this.view;
    const places = [...this.nodes.values()].map((node) => node.place);
    const xs = places.map((place) => place[0]), ys = places.map((place) => place[1]);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const side = Math.min(70, width / 8);
    const k = Math.min(1.4, (width - 2 * side) / (right - left || 1), (height - 76) / (bottom - top || 1));
    return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - 8 - (k * (top + bottom)) / 2 };
  }

  isOutside() {
    const { k, x, y } = this.view, { clientWidth: width, clientHeight: height } = this.svg;
    return [...this.nodes.values()].some(({ place: [px, py] }) =>
      px * k + x < 12 || px * k + x > width - 12 || py * k + y < 12 || py * k + y > height - 24);
  }

  resized() {
    const width = this.svg.clientWidth;
    if (!this.data || !width || width === this.width) return;
    this.width = width;
    this.fit();
  }

  fit() {
    this.view = this.whole();
    for (const node of this.nodes.values()) node.at = node.place;
    this.render();
  }

  // Let what is new come from the entity that brought it, and the view follow.
  glide(goal) {
    const from = { ...this.view }, begun = performance.now();
    cancelAnimationFrame(this.frame);
    const step = (now) => {
      const part = calm() ? 1 : Math.min(1, (now - begun) / 380), eased = 1 - (1 - part) ** 3;
      const between = (a, b) => a + (b - a) * eased;
      this.view = { k: between(from.k, goal.k), x: between(from.x, goal.x), y: between(from.y, goal.y) };
      for (const node of this.nodes.values())
        node.at = [between(node.from[0], node.place[0]), between(node.from[1], node.place[1])];
      this.render();
      if (part < 1) this.frame = requestAnimationFrame(step);
      else for (const node of this.nodes.values()) node.from = node.place;
    };
    step(begun);
  }

  zoom(factor, cx = this.svg.clientWidth / 2, cy = this.svg.clientHeight / 2) {
    const k = Math.max(0.12, Math.min(4, this.view.k * factor)), by = k / this.view.k;
    this.view = { k, x: cx - (cx - this.view.x) * by, y: cy - (cy - this.view.y) * by };
    this.render();
  }

  // The picture as a file: looks are written into the marks, since the page's style does not travel.
  save() {
    const copy = this.svg.cloneNode(true), here = this.svg.querySelectorAll("*");
    const { clientWidth: width, clientHeight: height } = this.svg;
    for (const [name, value] of Object.entries({ xmlns: SPACE, width, height, viewBox: `0 0 ${width} ${height}` })) copy.setAttribute(name, value);
    copy.querySelectorAll("*").forEach((element, index) => {
      const style = getComputedStyle(here[index]);
      for (const name of ["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font", "text-anchor", "transform", "display", "paint-order"])
        element.style.setProperty(name, style.getPropertyValue(name));
    });
    copy.style.background = getComputedStyle(this.svg).backgroundColor;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = `connections-${this.data.start}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
