import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// The pages of registration officers: issue, follow, correct and end activations.
struct OfficerPages: Sendable {
    static let path = "/console/activations"

    let shell: ConsoleShell
    private let card: StartCardPage

    init(shell: ConsoleShell) {
        self.shell = shell
        let services = shell.services
        card = StartCardPage(
            issuer: services.api.issuer,
            view: StartCardView(contact: services.contact, sender: services.sender, publicURL: services.api.publicURL),
            subject: services.subject)
    }

    /// Their entry in the menu; who has it follows from the route of the list.
    static func section(_ services: ConsoleServices) -> ConsoleSection {
        ConsoleSection(path: path, scopes: services.scopes[.get, "/v1/activations"]) { OfficerTexts.of($0).section }
    }

    var routes: [Route] {
        let one = "\(Self.path)/{id}"
        let (list, issuing, detail) = (ActivationListPage(shell: shell), IssuePages(shell: shell), ActivationDetailPage(shell: shell))
        let acts = ActivationActPages(shell: shell)
        return [
            shell.get(Self.path, list.show), shell.post("\(Self.path)/search", list.search),
            shell.get("\(Self.path)/new", issuing.choose), shell.get("\(Self.path)/new/{case}", issuing.show),
            shell.post("\(Self.path)/new/{case}", issuing.issue), shell.postPart("\(Self.path)/check", issuing.check),
            shell.get(one, detail.show), shell.get("\(one)/issued", detail.issued), shell.part("\(one)/mail", detail.mail),
            shell.part("\(one)/events", events), shell.get("\(one)/card", showCard),
            shell.post("\(one)/card", keepCode), shell.get("\(one)/card/code", showCardWithCode),
            shell.get(OfficerHelpPage.path, OfficerHelpPage(shell: shell).show),
        ]
            + ActivationAct.allCases.flatMap { act in
                [
                    shell.get("\(one)/\(act.rawValue)") { try await acts.ask($0, act) },
                    shell.post("\(one)/\(act.rawValue)") { try await acts.perform($0, act) },
                ]
            }
    }

    @Sendable private func showCard(_ call: ConsoleCall) async throws -> Response {
        // Whoever may see an activation may print its card: one page has both scopes.
        let caller = try call.visitor.caller(for: .get, "/v1/activations/{id}")
        return try await card.answer(try Self.id(call), in: call.query("language").flatMap(Language.init(rawValue:)), for: caller)
    }

    /// Takes the code for the card from the page that shows it, the only one that has it, and leads to a card that shows it once: a tab that is
    /// loaded again must not bring it back.
    @Sendable private func keepCode(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, "/v1/activations/{id}")
        guard let code = ActivationCode(typed: Secret(call.fields.value("code"))) else { throw Problem(.badRequest, "That is no code.") }
        let id = try Self.id(call)
        // A pair that was issued meanwhile has another one.
        let activation = try await shell.services.api.issuer.activation(id, for: caller).activation
        guard activation.codeExpires.rfc3339 == call.fields.text("valid_until") else {
            throw Problem(.conflict, "Another code was issued.")
        }
        // What has no card is refused now, and nothing is kept for it.
        let main = try await shell.services.api.issuer.startCard(of: id, for: caller).languages.main
        shell.services.sessions.keep(code.canonical, for: Self.cardName(activation), of: call.visitor.id)
        let language = call.fields.word("language", Language.self) ?? main
        return ConsoleShell.redirection(to: "\(Self.path)/\(id.description)/card/code?language=\(language.rawValue)")
    }

    /// The card with the code that was kept for it, once; then, or when another pair was issued meanwhile, the one with empty boxes.
    @Sendable private func showCardWithCode(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, "/v1/activations/{id}")
        let id = try Self.id(call)
        let activation = try await shell.services.api.issuer.activation(id, for: caller).activation
        // HEAD looks, and takes nothing.
        let isGet = call.call.request.method == .get
        let kept = isGet ? shell.services.sessions.take(for: Self.cardName(activation), of: call.visitor.id) : nil
        let code = kept.flatMap(ActivationCode.init(typed:))
        return try await card.answer(id, in: call.query("language").flatMap(Language.init(rawValue:)), code: code, for: caller)
    }

    /// Until when a code is valid tells it from that of another pair.
    private static func cardName(_ activation: Activation) -> String {
        "card \(activation.id.description) \(activation.codeExpires.rfc3339)"
    }

    /// The stream of the API, for the session: it ends with the session, and with the role.
    @Sendable private func events(_ call: ConsoleCall) async throws -> Response {
        let (services, visitor) = (shell.services, call.visitor)
        return try await ActivationEventRoutes(services: services.api).follow(
            try Self.id(call), after: call.call.request.headers[.lastEventID], reader: try? visitor.caller(for: .get, "/v1/messages/{id}"),
            caller: {
                guard let session = services.sessions.peek(visitor.id) else { throw Problem.unauthenticated }
                return try Visitor(id: visitor.id, session: session, services: services).caller(for: .get, "/v1/activations/{id}/events")
            })
    }

    /// The activation of a path.
    static func id(_ call: ConsoleCall) throws(Problem) -> ActivationID { try call.call.id(ActivationID.self) }
}
