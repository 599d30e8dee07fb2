// Scanning with the camera, where the browser reads QR codes by itself; elsewhere the button stays away.
(() => {
  const button = document.getElementById("offline-scan");
  const box = document.getElementById("offline-camera");
  const refused = document.getElementById("offline-camera-refused");
  const video = box.querySelector("video");
  const PAUSE = 200;
  let stream = null;

  const stop = () => {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
    box.hidden = true;
    button.hidden = false;
  };

  const look = async (detector) => {
    while (stream) {
      const codes = await detector.detect(video).catch(() => []);
      if (stream && codes.length) {
        stop();
        document.dispatchEvent(new CustomEvent("offline:scanned", { detail: codes[0].rawValue }));
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  };

  const start = async () => {
    refused.hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      box.hidden = false;
      button.hidden = true;
    } catch {
      stop();
      refused.hidden = false;
      return;
    }
    look(new window.BarcodeDetector({ formats: ["qr_code"] }));
  };

  const offer = async () => {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    button.hidden = !formats.includes("qr_code");
  };

  button.addEventListener("click", start);
  box.querySelector("button").addEventListener("click", stop);
  offer();
})();
