/* What the page of a shared list can do better with script: copy its address, open the system's own sharing, print. */

const address = document.querySelector("#share-address");

if (address) {
  const script = document.querySelector(".share__script");
  const said = script.querySelector("[role=status]");
  const sheet = script.querySelector(".share__sheet");
  const link = { title: document.querySelector("h1").textContent, url: address.textContent };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      said.textContent = "Copied.";
    } catch {
      // The browser keeps its clipboard to itself: mark the address, so that one key press copies it.
      getSelection().selectAllChildren(address);
      said.textContent = "The address is marked. Copy it with your keyboard.";
    }
  };

  script.hidden = false;
  script.querySelector(".share__copy").addEventListener("click", copy);
  sheet.hidden = !navigator.share;
  // Somebody who closes the sheet changed their mind; that is no error.
  sheet.addEventListener("click", () => navigator.share(link).catch(() => {}));
  document.querySelector(".share__print").addEventListener("click", (event) => {
    event.preventDefault();
    print();
  });
}
