import { pictureTheme } from "../app/pictureTheme";
import { svg } from "../picture/svg";
import { scene, useModel } from "../view/store";

/** The picture as vectors: what is shown, all of it. */
export const vectors = (): string =>
	svg(scene(useModel.getState()), pictureTheme(), { title: "Backchannel", width: 1440, height: 960 });

/** Prints the picture as vectors with what is open beside it: the evidence, a finding, the notes. */
export async function printPicture(): Promise<void> {
	const m = useModel.getState();
	const light = document.documentElement.dataset.theme;
	document.documentElement.dataset.theme = "light";
	const url = URL.createObjectURL(new Blob([vectors()], { type: "image/svg+xml" }));
	const page = document.createElement("div");
	page.className = "print-page";
	const image = new Image();
	image.alt = "";
	image.src = url;
	const notes = document.createElement("p");
	notes.textContent = m.notes;
	page.append(image, notes);
	document.body.append(page);
	try {
		await image.decode();
		window.print();
	} finally {
		page.remove();
		URL.revokeObjectURL(url);
		if (light) document.documentElement.dataset.theme = light;
	}
}
