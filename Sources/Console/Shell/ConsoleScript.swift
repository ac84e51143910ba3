/// The one script of the consoles. Every page does its work without it: it moves the focus to what went wrong, looks at fields while
/// they are filled in, and keeps a part of a page as the service has it.
enum ConsoleScript {
    static let text = #"""
        "use strict";
        (() => {
          const summary = document.getElementById("errors");
          if (summary) summary.focus();

          // A page that the browser brings back shows nothing that was shown once.
          addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

          // A part of the page that events renew: data-events says where they come from, data-part where the part is. A hidden tab follows
          // nothing: browsers have six connections for all tabs. Where following ends, the link to look again comes back.
          for (const part of document.querySelectorAll("[data-events]")) {
            const links = document.querySelectorAll("[data-without-script]");
            const follows = (yes) => { for (const link of links) link.hidden = yes; };
            let wanted = 0, shown = 0, events;
            const renew = async (tries = 0) => {
              const mine = ++wanted;
              try {
                const answer = await fetch(part.dataset.part, { credentials: "same-origin", redirect: "error" });
                if (!answer.ok) throw new Error(answer.status);
                const html = await answer.text();
                if (mine < shown) return;
                shown = mine;
                if (part.innerHTML !== html) part.innerHTML = html;
              } catch (fault) {
                if (mine !== wanted) return;
                if (tries < 5) setTimeout(renew, 1000 << tries, tries + 1); else follows(false);
              }
            };
            const follow = () => {
              if (events) return;
              events = new EventSource(part.dataset.events);
              events.addEventListener("activation", () => renew());
              events.addEventListener("message", () => renew());
              events.addEventListener("error", () => {
                if (!events || events.readyState !== EventSource.CLOSED) return;
                events = undefined;
                follows(false);
              });
              follows(true);
            };
            document.addEventListener("visibilitychange", () => {
              if (document.hidden) { if (events) events.close(); events = undefined; } else { follow(); renew(); }
            });
            follow();
          }

          // A part that is read again every few seconds: data-every says how many. Never under the keys of whoever is in it.
          for (const part of document.querySelectorAll("[data-every]")) {
            let isAsking = false;
            setInterval(async () => {
              if (isAsking || document.hidden || part.contains(document.activeElement)) return;
              isAsking = true;
              try {
                const answer = await fetch(part.dataset.part, { credentials: "same-origin", redirect: "error" });
                const html = answer.ok ? await answer.text() : part.innerHTML;
                if (part.innerHTML !== html && !part.contains(document.activeElement)) part.innerHTML = html;
              } catch (fault) { /* the next look asks again */ }
              isAsking = false;
            }, part.dataset.every * 1000);
            for (const link of document.querySelectorAll("[data-without-script]")) link.hidden = true;
          }

          // Fields that the service looks at while they are filled in: data-check names the address of the form's checks.
          const form = document.querySelector("form[data-check]");
          if (!form) return;
          const looks = new Map();
          const look = async (field) => {
            const place = document.getElementById(field.id + "-check");
            if (!place) return;
            const mine = (looks.get(field) || 0) + 1;
            looks.set(field, mine);
            if (field.value.trim() === "") { place.textContent = ""; return; }
            const body = new URLSearchParams({ form_token: form.elements.form_token.value, field: field.name, value: field.value });
            try {
              const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin", redirect: "error" });
              if (!answer.ok || looks.get(field) !== mine) return;
              place.innerHTML = await answer.text();
              field.setAttribute("aria-invalid", place.querySelector(".error") ? "true" : "false");
            } catch (fault) { /* the form itself is judged when it is sent */ }
          };
          const waits = new Map();
          for (const field of form.querySelectorAll("[data-checked]")) {
            field.addEventListener("input", () => {
              clearTimeout(waits.get(field));
              waits.set(field, setTimeout(() => look(field), 600));
            });
            field.addEventListener("change", () => { clearTimeout(waits.get(field)); look(field); });
          }
        })();

        """#
}
