package import Hummingbird

/// Every route of the inbox: its page, and the part of Mailpit's API that tests use.
package func inboxRouter(store: InboxStore) -> Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    let pages = PageRoutes(store: store)
    let api = APIRoutes(store: store)
    router.add(middleware: PageHeaders())
    router.get("/", use: pages.list)
    router.get("/inbox.css", use: pages.style)
    router.get("/inbox.js", use: pages.behaviour)
    router.get("/view/:name", use: pages.view)
    router.get("/changes", use: pages.changes)
    router.post("/delete", use: pages.deleteAll)
    router.get("/livez") { _, _ in "ok" }
    router.get("/api/v1/messages", use: api.list)
    router.delete("/api/v1/messages", use: api.delete)
    router.get("/api/v1/message/:id", use: api.message)
    router.get("/api/v1/message/:id/raw", use: api.raw)
    return router
}
