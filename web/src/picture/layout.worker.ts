import { type Placing, place } from "./layout";

self.addEventListener("message", ({ data }: MessageEvent<Placing>) => self.postMessage(place(data)));
