/// `/inbox.js`: local times, and a list that follows the inbox. Without it, links and a Refresh button do the same.
enum InboxBehaviour {
    static let text = #"""
        'use strict';
        function localTimes() {
          for (const time of document.querySelectorAll('time')) {
            const moment = new Date(time.dateTime);
            const isToday = moment.toDateString() === new Date().toDateString();
            time.textContent = isToday ? moment.toLocaleTimeString() : moment.toLocaleString();
          }
        }
        async function replaceList() {
          const answer = await fetch(location.href, { cache: 'no-store' });
          if (!answer.ok) throw new Error('refused');
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const focused = document.activeElement && document.activeElement.getAttribute('href');
          document.querySelector('main').replaceWith(page.querySelector('main'));
          document.title = page.title;
          localTimes();
          if (focused) { const link = document.querySelector('main a[href="' + CSS.escape(focused) + '"]'); if (link) link.focus(); }
        }
        async function follow() {
          for (;;) {
            try {
              const revision = Number(document.querySelector('main').dataset.revision);
              const answer = await fetch('/changes?after=' + revision, { cache: 'no-store' });
              if (!answer.ok) throw new Error('refused');
              if ((await answer.json()).revision > revision) await replaceList();
              await new Promise(done => setTimeout(done, 250));
            } catch {
              await new Promise(done => setTimeout(done, 2000));
            }
          }
        }
        localTimes();
        if (document.querySelector('main').dataset.revision !== undefined) follow();
        """#
}
