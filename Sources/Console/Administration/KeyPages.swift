import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// API keys of fronts: made, shown once, revoked.
struct KeyPages: Sendable {
    static let path = "/console/keys"
    private static let one = "\(path)/{id}/revoke"
    private static let made = "\(path)/made"
    private static let pageItems = 50

    let shell: ConsoleShell

    private var services: APIServices { shell.services.api }

    var routes: [Route] {
        [
            shell.get(Self.path, list), shell.post(Self.path, create), shell.get(Self.made, showMade), shell.get(Self.one, ask),
            shell.post(Self.one, revoke),
        ]
    }

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response { try await list(call, faults: []) }

    private func list(_ call: ConsoleCall, faults: [FieldFault]) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, "/v1/keys")
        let (texts, words) = (call.administrationTexts, call.operatorTexts)
        let page = services.apiKeys.page(for: caller, after: call.query("cursor").flatMap { APIKeyID($0) }, limit: Self.pageItems)
        let table = PageTable(
            caption: texts.keysTitle, columns: [texts.keyName, texts.key, texts.scopes, words.municipality, texts.created, words.act],
            rows: page.keys.map { row($0, call) })
        let next: Markup =
            page.next.map {
                "<nav aria-label=\"\(words.pages)\"><p><a href=\"\(Self.path)?cursor=\($0.description)\">\(texts.more)</a></p></nav>\n"
            } ?? .none
        let rows: Markup = page.keys.isEmpty ? "<p>\(texts.noKeys)</p>\n" : table.markup
        let errors = Markup.faults(
            faults, call.texts,
            labels: [
                "name": texts.keyName, "scopes": texts.scopes, "municipality": words.municipality,
            ])
        let body: Markup = "\(errors)<section>\n\(rows)\(next)</section>\n\(form(call))"
        let answer = ConsolePage(title: texts.keysTitle, body: body, isFaulty: !faults.isEmpty)
        return await shell.answer(answer, to: call, status: faults.isEmpty ? .ok : .unprocessableContent, back: Self.path)
    }

    private func row(_ key: APIKey, _ call: ConsoleCall) -> [Markup] {
        let texts = call.administrationTexts
        let label = "\(texts.revoke): \(key.name)"
        let act: Markup =
            key.revoked.map { "\(texts.revoked) \(OperatorTime.text($0, call.language))" }
            ?? "<a class=\"button plain\" href=\"\(Self.path)/\(key.id.description)/revoke\" aria-label=\"\(label)\">\(texts.revoke)…</a>"
        return [
            .text(key.name), "<code>\(key.id.description)</code>", .text(key.scopes.map(\.rawValue).sorted().joined(separator: ", ")),
            .text(key.municipality ?? call.texts.everywhere), OperatorTime.text(key.created, call.language), act,
        ]
    }

    private func form(_ call: ConsoleCall) -> Markup {
        let (texts, words) = (call.administrationTexts, call.operatorTexts)
        let chosen = Set(call.fields.all("scopes"))
        let boxes = APIKey.Scope.ofKeys.enumerated().map { index, scope -> Markup in
            let id = index == 0 ? "f-scopes" : "f-scopes-\(index)"
            let mark: Markup = chosen.contains(scope.rawValue) ? " checked" : .none
            return """
                <div class="choice"><input id="\(id)" name="scopes" type="checkbox" value="\(scope.rawValue)"\(mark)>\
                <label for="\(id)"><code>\(scope.rawValue)</code></label></div>

                """
        }
        let request = String(decoding: Base64URL.encode(shell.services.random.bytes(16)), as: UTF8.self)
        return """
            <section>
            <h2>\(texts.createTitle)</h2>
            <form method="post" action="\(Self.path)">
            \(ConsolePage.token(call.visitor.session.formToken))\(Markup.hidden("request", request))\
            \(Markup.field("name", texts.keyName, value: call.fields.value("name"), hint: texts.keyNameHint))<fieldset>
            <legend>\(texts.scopes)</legend>
            \(boxes)</fieldset>
            \(Markup.field("municipality", words.municipality, value: call.fields.value("municipality"), hint: texts.keyPlaceHint))\
            <button type="submit">\(texts.create)</button>
            </form>
            </section>

            """
    }

    @Sendable private func create(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .post, "/v1/keys")
        let registration = APIKeyRegistration(
            name: call.fields.text("name"), scopes: call.fields.all("scopes"), municipality: call.fields.optional("municipality"))
        do {
            let answer = try await services.issuer.createAPIKey(
                registration, in: services.apiKeys, by: caller, idempotency: call.idempotency(by: caller) { _ in [] })
            if case .fresh(let created) = answer { shell.services.sessions.keep(created.text, for: Self.made, of: call.visitor.id) }
        } catch {
            guard let faults = call.faults(of: error) else { throw error }
            return try await list(call, faults: faults)
        }
        return ConsoleShell.redirection(to: Self.made)
    }

    /// The key, once. Loaded again the page has it no more; a question for its head alone, as of a tool that looks at links, takes nothing.
    @Sendable private func showMade(_ call: ConsoleCall) async throws -> Response {
        _ = try call.visitor.caller(for: .post, "/v1/keys")
        let texts = call.administrationTexts
        let key = call.call.request.method == .get ? shell.services.sessions.take(for: Self.made, of: call.visitor.id) : nil
        let body: Markup =
            key.map { "<div class=\"done\" role=\"status\">\n<p>\(texts.madeLead)</p>\n<p><code>\($0.revealText())</code></p>\n</div>\n" }
            ?? .notice(texts.madeGone)
        let page = ConsolePage(title: texts.madeTitle, body: body + "<p>\(Markup.button(texts.toKeys, to: Self.path))</p>\n")
        return await shell.answer(page, to: call, back: nil)
    }

    @Sendable private func ask(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .delete, "/v1/keys/{id}")
        let id = try call.call.id(APIKeyID.self)
        guard let key = services.apiKeys.key(id), caller.mayActFor(key.municipality) else { throw Problem.notFound }
        let texts = call.administrationTexts
        let body: Markup = """
            <section>
            <p>\(texts.revokeMeaning)</p>
            \(Markup.terms([(texts.keyName, .text(key.name)), (texts.key, "<code>\(key.id.description)</code>")]))\
            <form method="post" action="\(Self.path)/\(id.description)/revoke">
            \(ConsolePage.token(call.visitor.session.formToken))<button type="submit" class="danger">\(texts.revoke)</button>
            \(Markup.button(call.texts.cancel, to: Self.path))
            </form>
            </section>

            """
        return await shell.answer(
            ConsolePage(title: "\(texts.revoke): \(key.name)", body: body), to: call, back: "\(Self.path)/\(id.description)/revoke")
    }

    @Sendable private func revoke(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .delete, "/v1/keys/{id}")
        _ = try await services.issuer.revokeAPIKey(try call.call.id(APIKeyID.self), in: services.apiKeys, by: caller)
        return ConsoleShell.redirection(to: Self.path)
    }
}
