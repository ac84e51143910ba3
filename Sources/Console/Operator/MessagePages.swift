import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// The list of messages, and one message with its attempts. No page has a recipient.
struct MessagePages: Sendable {
    static let path = "/console/messages"
    static let one = "\(path)/{id}"
    /// Messages on a page.
    private static let pageItems = 50
    /// Rows that one request looks at where few match.
    private static let searchedRows = 10 * Limits.filteredRows
    private static let every = 5

    let shell: ConsoleShell

    private var services: APIServices { shell.services.api }

    var routes: [Route] {
        [shell.get(Self.path, list), shell.get(Self.one, show), shell.part("\(Self.one)/part", part)]
    }

    static func path(_ id: QueueID) -> String { "\(path)/\(id)" }

    // MARK: The list

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, "/v1/messages")
        let choice = MessageChoice(kinds: services.kinds, now: services.clock.now) { call.query($0) }
        let cursor = call.query("cursor").flatMap { QueueID($0) }
        let isWrong = choice.isWrong || (call.query("cursor") != nil && cursor == nil)
        let view = MessageListView(texts: call.operatorTexts, kinds: services.kinds)
        var body = view.form(choice)
        if isWrong {
            body = .notice(call.operatorTexts.wrongFilter) + body
        } else {
            let found = try await search(choice.filter(within: caller.reach), from: cursor)
            body = body + view.table(found, choice, isFirst: cursor == nil)
            // None yet is not none: what a search did not come to may match.
            let isNone = found.items.isEmpty && found.next == nil
            if call.may(.post, "/v1/messages:bulk"), choice.canWait, !isNone { body = body + view.acts(choice) }
        }
        let page = ConsolePage(title: call.operatorTexts.messagesTitle, body: body, isFaulty: isWrong)
        return await shell.answer(
            page, to: call, status: isWrong ? .unprocessableContent : .ok, back: Self.path + (isWrong ? "" : choice.query(cursor: cursor)))
    }

    /// A page of what matches.
    private func search(_ filter: MessageFilter, from cursor: QueueID?) async throws -> BoundedSearch.Found<QueueMessage, QueueID> {
        let search = BoundedSearch(wanted: Self.pageItems, rows: Self.searchedRows, clock: services.clock)
        return try await search.run(from: cursor, place: \.id) { [queue = services.queue] after, wanted in
            let page = try await queue.messages(filter, after: after, limit: wanted)
            return BoundedSearch.Part(items: page.messages, rows: page.rows, next: page.next)
        }
    }

    // MARK: One

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        let message = try await Self.message(call, shell)
        return await shell.answer(page(message, call), to: call, back: Self.path(message.id))
    }

    @Sendable private func part(_ call: ConsoleCall) async throws -> Response {
        let message = try await Self.message(call, shell)
        return ConsoleShell.part(view(call).part(message, call), call.language)
    }

    /// - Parameter said: What became of an act.
    func page(_ message: QueueMessage, _ call: ConsoleCall, said: Markup? = nil) -> ConsolePage {
        let texts = call.operatorTexts
        let part = view(call).part(message, call)
        let renewed: Markup =
            message.state.isTerminal || said != nil
            ? part : "<div data-every=\"\(Self.every)\" data-part=\"\(Self.path(message.id))/part\">\(part)</div>\n"
        let look: Markup = "<p data-without-script><a href=\"\(Self.path(message.id))\">\(call.texts.look)</a></p>\n"
        let back: Markup = "<p><a href=\"\(Self.path)\">\(texts.toMessages)</a></p>\n"
        return ConsolePage(
            title: "\(texts.message) \(message.id)",
            body: back + (said ?? view(call).done(message, call)) + (message.state.isTerminal ? .none : look) + renewed,
            isFaulty: said != nil)
    }

    private func view(_ call: ConsoleCall) -> MessageView {
        MessageView(texts: call.operatorTexts, kinds: services.kinds, now: services.clock.now)
    }

    /// The message of a path.
    ///
    /// - Throws: `not-found` for one that is not there or that the visitor may not see, as the API.
    static func message(
        _ call: ConsoleCall, _ shell: ConsoleShell, for method: HTTPRequest.Method = .get, _ path: String = "/v1/messages/{id}"
    ) async throws -> QueueMessage {
        let caller = try call.visitor.caller(for: method, path)
        let id = try call.call.id(QueueID.self)
        guard let message = try await shell.services.api.queue.message(id), caller.mayActFor(message.municipality) else {
            throw Problem.notFound
        }
        return message
    }
}
