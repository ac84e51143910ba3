import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// Acts on many messages: counts and shows first, acts on what was counted, says what became of it, and offers to undo what can be undone.
struct BulkPages: Sendable {
    static let path = "\(MessagePages.path)/bulk"
    private static let api = "/v1/messages:bulk"

    let shell: ConsoleShell
    let book: BulkBook

    private var services: APIServices { shell.services.api }
    private var operations: MessageOperations { MessageOperations(queue: services.queue, kinds: services.kinds, clock: services.clock) }

    var routes: [Route] {
        [
            shell.get(Self.path, ask), shell.post(Self.path, act), shell.get("\(Self.path)/{entry}", tell),
            shell.post("\(Self.path)/{entry}/undo", undo),
        ]
    }

    // MARK: Before

    @Sendable private func ask(_ call: ConsoleCall) async throws -> Response {
        try await preview(call, said: .none, status: .ok) { call.query($0) }
    }

    /// Counts what would be acted upon, and shows some of it. What comes in from now on is not meant.
    private func preview(
        _ call: ConsoleCall, said: Markup, status: HTTPResponse.Status, _ value: (String) -> String?
    ) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, Self.api)
        let choice = MessageChoice(kinds: services.kinds, now: services.clock.now, value)
        guard let action = value("action").flatMap({ MessageOperations.Verb(rawValue: $0) }), !choice.isWrong, choice.canWait else {
            return await wrong(call)
        }
        let newest =
            value("cursor").flatMap { QueueID($0) } ?? QueueID(at: services.clock.now + .milliseconds(1), random: shell.services.random)
        let trial = try await operations.perform(
            BulkRequest(action: action, selection: choice.selection, isTrial: true, cursor: newest), reach: caller.reach,
            by: caller.principal.actor)
        let view = BulkView(texts: call.operatorTexts, list: MessageListView(texts: call.operatorTexts, kinds: services.kinds))
        let body = said + view.preview(action, choice, trial, newest: newest, call)
        let page = ConsolePage(title: view.title(action), body: body, isFaulty: status != .ok)
        return await shell.answer(page, to: call, status: status, back: MessagePages.path + choice.query())
    }

    private func wrong(_ call: ConsoleCall) async -> Response {
        let texts = call.operatorTexts
        let body: Markup = .notice(texts.wrongFilter) + "<p>\(Markup.button(texts.toMessages, to: MessagePages.path))</p>\n"
        let page = ConsolePage(title: texts.messagesTitle, body: body, isFaulty: true)
        return await shell.answer(page, to: call, status: .unprocessableContent, back: MessagePages.path)
    }

    // MARK: The act

    @Sendable private func act(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, Self.api)
        let choice = MessageChoice(kinds: services.kinds, now: services.clock.now) { call.fields.optional($0) }
        guard let action = call.fields.word("action", MessageOperations.Verb.self), !choice.isWrong, choice.canWait,
            let newest = QueueID(call.fields.text("cursor")), let counted = Int(call.fields.text("counted"))
        else { return await wrong(call) }
        func request(isTrial: Bool) -> BulkRequest {
            BulkRequest(action: action, selection: choice.selection, isTrial: isTrial, cursor: newest)
        }
        let trial = try await operations.perform(request(isTrial: true), reach: caller.reach, by: caller.principal.actor)
        // More than somebody has seen, as when another one put some into this state meanwhile: asked again. Fewer are told afterwards.
        guard trial.matched <= counted else {
            return try await preview(call, said: .notice(call.operatorTexts.moreNow), status: .conflict) { call.fields.optional($0) }
        }
        let result = try await operations.perform(request(isTrial: false), reach: caller.reach, by: caller.principal.actor)
        let name = book.enter(action, choice, counted: counted, result, by: caller.principal)
        return ConsoleShell.redirection(to: "\(Self.path)/\(name)")
    }

    // MARK: Afterwards

    @Sendable private func tell(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, Self.api)
        let name = call.parameter("entry") ?? ""
        guard let entry = book.entry(name, of: caller.principal) else { throw Problem.notFound }
        let view = BulkView(texts: call.operatorTexts, list: MessageListView(texts: call.operatorTexts, kinds: services.kinds))
        let page = ConsolePage(title: view.title(entry.action), body: view.outcome(entry, name: name, call))
        return await shell.answer(page, to: call, back: "\(Self.path)/\(name)")
    }

    @Sendable private func undo(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, Self.api)
        guard let entry = book.takeForUndoing(call.parameter("entry") ?? "", of: caller.principal), let inverse = entry.action.inverse
        else {
            throw Problem.notFound
        }
        let result = try await operations.perform(
            inverse, on: entry.result.done, selection: "undo \(entry.action.rawValue)", by: caller.principal.actor)
        let name = book.enter(inverse, entry.choice, counted: nil, result, by: caller.principal)
        return ConsoleShell.redirection(to: "\(Self.path)/\(name)")
    }
}
