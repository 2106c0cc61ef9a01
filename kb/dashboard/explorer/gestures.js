// What the reader does in the picture: click, drag, pinch, keys, years. Follows view.js, in one module.

class Picture extends View {
  constructor(root) {
    super(root);
    this.touches = new Map();
    this.listen();
  }

  listen() {
    const { svg, root } = this;
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, (event) => this.up(event));
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && !this.awake) return; // the page scrolls until the picture is touched
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), event.offsetX, event.offsetY);
    }, { passive: false });
    root.addEventListener("pointerleave", () => { this.awake = false; });
    svg.addEventListener("pointerover", (event) => this.over(event));
    svg.addEventListener("keydown", (event) => this.key(event));
    const on = (name, act) => { root.querySelector(`[data-do=${name}]`).onclick = act; };
    on("nearer", () => this.zoom(1.35));
    on("further", () => this.zoom(1 / 1.35));
    on("fit", () => this.glide(this.whole()));
    on("save", () => this.save());
    on("play", () => this.play());
    for (const button of root.querySelectorAll("[data-year]"))
      button.onclick = () => this.turn(button.dataset.year === "today" ? this.data.years[1] : +button.dataset.year, true);
    this.range.oninput = () => this.turn(+this.range.value, false);
    this.range.onchange = () => this.turn(+this.range.value, true);
  }

  nodeAt(event) {
    return this.nodes.get(event.target.closest?.(".node")?.dataset.id);
  }

  over(event) {
    if (this.held) return;
    const node = this.nodeAt(event);
    this.light(node ? node.id : this.chosen());
    if (node) this.hint(event, [node.name, node.card]);
    else if (!event.target.closest?.(".edge")) this.hint();
  }

  hint(event, lines) {
    this.tip.hidden = !lines || Boolean(this.held);
    if (this.tip.hidden) return;
    this.tip.replaceChildren(...lines.slice(0, 8).map((line) => Object.assign(document.createElement("div"), { textContent: line })));
    const box = this.root.getBoundingClientRect(), own = this.tip.getBoundingClientRect();
    const x = event.clientX - box.left + 14, y = event.clientY - box.top + 14;
    this.tip.style.left = `${Math.max(4, Math.min(x, box.width - own.width - 4))}px`;
    this.tip.style.top = `${Math.max(4, Math.min(y, this.svg.clientHeight - own.height - 4))}px`;
  }

  down(event) {
    if (event.button) return;
    this.awake = true;
    this.touches.set(event.pointerId, [event.offsetX, event.offsetY]);
    this.held = { node: this.nodeAt(event), from: [event.clientX, event.clientY], far: false };
    this.hint();
  }

  move(event) {
    const last = this.touches.get(event.pointerId);
    if (!last) return;
    const now = [event.offsetX, event.offsetY], [dx, dy] = [now[0] - last[0], now[1] - last[1]];
    if (!this.held.far && Math.hypot(event.clientX - this.held.from[0], event.clientY - this.held.from[1]) < 5) return;
    if (!this.held.far) this.svg.setPointerCapture(event.pointerId);
    this.held.far = true;
    const others = [...this.touches].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    this.touches.set(event.pointerId, now);
    if (others.length) {
      const gap = ([x, y]) => Math.hypot(x - others[0][0], y - others[0][1]) || 1;
      this.zoom(gap(now) / gap(last), (now[0] + others[0][0]) / 2, (now[1] + others[0][1]) / 2);
    } else if (this.held.node) {
      const { node } = this.held;
      node.place = node.from = node.at = [node.at[0] + dx / this.view.k, node.at[1] + dy / this.view.k];
      this.moved.set(node.id, node.place);
      this.render();
    } else {
      this.view.x += dx;
      this.view.y += dy;
      this.world.style.transform = `translate(${this.view.x}px, ${this.view.y}px)`;
    }
  }

  up(event) {
    if (!this.touches.delete(event.pointerId)) return;
    const { node, far } = this.held ?? {};
    if (!this.touches.size) this.held = undefined;
    if (far) this.letters();
    if (far || !node || event.type === "pointercancel") return;
    const twice = this.clicked?.id === node.id && event.timeStamp - this.clicked.when < CLICK + 90;
    clearTimeout(this.clicked?.timer);
    if (twice) {
      this.clicked = undefined;
      this.tell("open", node.id);
      return;
    }
    this.choose(node.id);
    this.clicked = { id: node.id, when: event.timeStamp, timer: setTimeout(() => this.tell("pick", node.id), CLICK) };
  }

  choose(id) {
    this.picked = id;
    this.show();
  }

  key(event) {
    const node = this.nodeAt(event);
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "+") this.zoom(1.35);
    else if (event.key === "-") this.zoom(1 / 1.35);
    else if (node && event.key === "Enter") this.tell(event.shiftKey ? "open" : "pick", node.id);
    else if (node && event.key === " ") this.tell("open", node.id);
    else if (node && ways[event.key]) this.go(node, ways[event.key]);
    else return;
    event.preventDefault();
  }

  // Move the focus to the nearest mark that lies in a direction.
  go(node, [dx, dy]) {
    let best, least = Infinity;
    for (const other of this.nodes.values()) {
      const [x, y] = [other.at[0] - node.at[0], other.at[1] - node.at[1]], along = x * dx + y * dy;
      if (other === node || !other.there || along <= 0) continue;
      const cost = along + 2.5 * Math.abs(x * dy - y * dx);
      if (cost < least) [best, least] = [other, cost];
    }
    if (!best) return;
    node.g.setAttribute("tabindex", -1);
    best.g.setAttribute("tabindex", 0);
    best.g.focus();
    this.light(best.id);
  }

  turn(year, told) {
    this.year = year;
    this.show();
    if (told) this.tell("year", year);
  }

  play() {
    const button = this.root.querySelector("[data-do=play]");
    const stop = (year) => {
      clearInterval(this.clock);
      this.clock = undefined;
      button.setAttribute("aria-pressed", "false");
      if (year !== undefined) this.turn(year, true);
    };
    if (this.clock) return stop(this.year);
    const last = this.data.years[1];
    const began = [...this.nodes.values()].map((node) => node.since).filter((year) => year > this.data.years[0]);
    let year = this.year >= last ? Math.min(...began, last) - 1 : this.year;
    button.setAttribute("aria-pressed", "true");
    this.clock = setInterval(() => (++year >= last ? stop(last) : this.turn(year, false)), 1000 / YEARS_A_SECOND);
  }

  stop() {
    clearInterval(this.clock);
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".explorer");
  root.picture ??= new Picture(root);
  root.picture.update(data, setTriggerValue);
  return () => {
    root.picture?.stop();
    delete root.picture;
  };
}
