import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// Pausing and resuming a lane, a relay or a domain: a page that says what it means, then the act.
struct PausePages: Sendable {
    static let pause = "\(OverviewPage.path)/pause"
    static let resume = "\(OverviewPage.path)/resume"

    let shell: ConsoleShell

    private var services: APIServices { shell.services.api }

    var routes: [Route] {
        [
            shell.get(Self.pause) { try await ask($0, isPaused: true) }, shell.get(Self.resume) { try await ask($0, isPaused: false) },
            shell.post(Self.pause) { try await act($0, isPaused: true) }, shell.post(Self.resume) { try await act($0, isPaused: false) },
        ]
    }

    private func ask(_ call: ConsoleCall, isPaused: Bool) async throws -> Response {
        _ = try caller(call, isPaused)
        let texts = call.operatorTexts
        guard let pause = Self.named({ call.query($0) }) else { return await refused(call) }
        let path = isPaused ? Self.pause : Self.resume
        let body: Markup = """
            <section>
            <p>\(texts.meaning(of: pause, isPaused: isPaused))</p>
            \(isPaused && isLast(pause) ? .notice(texts.noRelayLeft) : .none)<form method="post" action="\(path)">
            \(ConsolePage.token(call.visitor.session.formToken))\(Markup.hidden(pause.subject.rawValue, pause.name))\
            <button type="submit"\(isPaused ? " class=\"danger\"" : .none)>\(isPaused ? texts.pause : texts.resume)</button>
            \(Markup.button(call.texts.cancel, to: OverviewPage.path))
            </form>
            </section>

            """
        let title = (isPaused ? texts.pauseTitle : texts.resumeTitle).replacing("{what}", with: texts.name(of: pause))
        return await shell.answer(
            ConsolePage(title: title, body: body), to: call, back: "\(path)?\(pause.subject.rawValue)=\(pause.name)")
    }

    private func act(_ call: ConsoleCall, isPaused: Bool) async throws -> Response {
        let caller = try caller(call, isPaused)
        guard let pause = Self.named({ call.fields.optional($0) }) else { return await refused(call) }
        var names = PauseOperations.Names()
        switch pause.subject {
        case .lane: names.lane = pause.name
        case .relay: names.relay = pause.name
        case .domain: names.domain = pause.name
        }
        let operations = PauseOperations(control: services.pauses, relays: services.relays.relays.map(\.name))
        do {
            _ = try await operations.setPaused(isPaused, names, by: caller.principal.actor)
        } catch let problem as Problem where problem.code == .invalid {
            return await refused(call)
        }
        return ConsoleShell.redirection(to: "\(OverviewPage.path)?\(pause.subject.rawValue)=\(pause.name)")
    }

    private func caller(_ call: ConsoleCall, _ isPaused: Bool) throws(Problem) -> Caller {
        try call.queueCaller(.post, isPaused ? "/v1/queue/pause" : "/v1/queue/resume")
    }

    /// What a request names; a domain as it is stored.
    private static func named(_ value: (String) -> String?) -> QueuePause? {
        if let domain = value("domain") {
            guard !domain.contains("@"), let address = try? EmailAddress("x@\(domain)") else { return nil }
            return .domain(address.domain)
        }
        if let relay = value("relay") { return .relay(relay) }
        return value("lane").flatMap { QueuePause(.lane, name: $0) }
    }

    private func refused(_ call: ConsoleCall) async -> Response {
        let texts = call.operatorTexts
        let body: Markup = .notice(texts.wrongName) + "<p>\(Markup.button(texts.overview, to: OverviewPage.path))</p>\n"
        let page = ConsolePage(title: texts.overviewTitle, body: body, isFaulty: true)
        return await shell.answer(page, to: call, status: .unprocessableContent, back: OverviewPage.path)
    }

    /// Whether no other relay would be to be had.
    private func isLast(_ pause: QueuePause) -> Bool {
        guard case .relay(let name) = pause else { return false }
        return !services.relays.relays.contains { $0.name != name && $0.breaker == "closed" }
    }
}
