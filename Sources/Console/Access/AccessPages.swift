import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// The pages of access managers: who has which role in a municipality, giving one, ending one, and what was before.
struct AccessPages: Sendable {
    static let path = "/console/access"
    private static let operation = "/v1/municipalities/{nis}/grants"

    let shell: ConsoleShell

    /// Grants of one place that are looked at for its page.
    private static let looked = 1_000
    /// Of those that are over, on one page.
    private static let former = 50

    private var services: ConsoleServices { shell.services }

    /// Their entry in the menu; who has it follows from the route of the list.
    static func section(_ services: ConsoleServices) -> ConsoleSection {
        ConsoleSection(path: path, scopes: services.scopes[.get, operation]) { AccessTexts.of($0).section }
    }

    var routes: [Route] {
        let one = "\(Self.path)/{nis}"
        return [
            shell.get(Self.path, places), shell.get(one, list), shell.get("\(one)/new", ask), shell.post("\(one)/new", give),
            shell.get("\(one)/{id}/end", askEnd), shell.post("\(one)/{id}/end", end),
        ]
    }

    // MARK: The list

    @Sendable private func places(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, Self.operation)
        if let only = caller.reach.only { return ConsoleShell.redirection(to: "\(Self.path)/\(only)") }
        let texts = AccessTexts.of(call.language)
        let page = try await services.api.issuer.municipalities.page(
            after: call.query("after"), limit: Limits.pageItems, within: caller.reach)
        let links = page.municipalities.map { view -> Markup in
            let municipality = view.municipality
            return "<li><a href=\"\(Self.path)/\(municipality.nis)\">\(municipality.name(in: call.language, binding: nil))</a></li>\n"
        }
        let more: Markup =
            page.next.map { "<p><a class=\"button plain\" href=\"\(Self.path)?after=\($0)\">\(texts.older)</a></p>\n" } ?? .none
        let body: Markup = "<section>\n<p>\(texts.chooseMunicipality)</p>\n<ul>\n\(links)</ul>\n</section>\n\(more)"
        return await shell.answer(ConsolePage(title: texts.section, body: body), to: call, back: Self.path)
    }

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response {
        let (nis, giver, _) = try giver(call, .get)
        let texts = AccessTexts.of(call.language)
        var (views, after): ([GrantView], GrantID?) = ([], nil)
        repeat {
            let page = try await services.api.grants.grants(in: nis, for: giver, after: after, limit: Limits.pageItems)
            views += page.grants
            after = page.next
        } while after != nil && views.count < Self.looked
        let now = services.api.clock.now
        let table = GrantTable(views: views, giver: giver, now: now, language: call.language, path: "\(Self.path)/\(nis)")
        let said = shell.takeNote(for: "\(Self.path)/\(nis)", of: call).map { note in
            ConsoleShell.done(note == Self.given ? texts.given : texts.endedNow)
        }
        let body: Markup = """
            \(said ?? .none)<p><a class="button" href="\(Self.path)/\(nis)/new">\(texts.give)</a></p>
            <h2>\(texts.current)</h2>
            \(table.markup(views.filter { !Self.isOver($0.grant, at: now) }, isCurrent: true))
            <h2>\(texts.history)</h2>
            \(table.markup(Array(views.filter { Self.isOver($0.grant, at: now) }.prefix(Self.former)), isCurrent: false))
            """
        let title = "\(texts.section): \(await MunicipalityNames(services: services).name(of: nis, in: call.language))"
        return await shell.answer(ConsolePage(title: title, body: body), to: call, back: "\(Self.path)/\(nis)")
    }

    private static func isOver(_ grant: Grant, at now: Instant) -> Bool {
        switch grant.state(at: now) {
        case .inForce, .future: false
        case .ended, .withdrawn: true
        }
    }

    // MARK: Giving

    @Sendable private func ask(_ call: ConsoleCall) async throws -> Response { try await form(call, FormView()) }

    @Sendable private func give(_ call: ConsoleCall) async throws -> Response {
        let (nis, giver, caller) = try giver(call, .post)
        let texts = AccessTexts.of(call.language)
        guard let role = call.fields.word("role", Role.self) else {
            return try await form(call, FormView(call.fields, faults: [FormView.Fault(field: "role", text: texts.choose)]))
        }
        let request = GrantRequest(
            subject: call.fields.value("subject"), name: call.fields.text("name"), role: role,
            validFrom: call.fields.optional("valid_from"), validUntil: call.fields.optional("valid_until"),
            email: call.fields.optional("email"))
        do throws(IssuanceRefusal) {
            // A form that comes twice gives once, and is told the same.
            _ = try await services.api.grants.give(
                request, in: nis, by: giver, idempotency: call.idempotency(by: caller) { Array($0.grant.id.description.utf8) })
            return told(Self.given, nis, call)
        } catch {
            if let delay = FormDelay(error, call) { return try await form(call, FormView(call.fields), delay: delay) }
            guard let faults = Self.faults(error, isOffered: Self.offered(in: nis, to: giver).contains(role), call) else { throw error }
            return try await form(
                call, FormView(call.fields, faults: faults), status: error == .idempotencyConflict ? .conflict : .unprocessableContent)
        }
    }

    /// What a refusal says of the form; `nil` where it is about something else.
    ///
    /// - Parameter isOffered: Whether the giver may give that role: then it is the person who may not have it.
    private static func faults(_ refusal: IssuanceRefusal, isOffered: Bool, _ call: ConsoleCall) -> [FormView.Fault]? {
        let (texts, words) = (AccessTexts.of(call.language), FaultTexts.of(call.language))
        switch refusal {
        case .invalid(let found): return found.map { FormView.Fault(field: $0.field, text: words.text($0.kind)) }
        case .conflict: return [FormView.Fault(field: "role", text: texts.overlapping)]
        case .idempotencyConflict: return [FormView.Fault(field: "role", text: texts.sentBefore)]
        case .forbidden where isOffered: return [FormView.Fault(field: "subject", text: texts.ownRole)]
        default: return nil
        }
    }

    private static let (given, ended) = ("given", "ended")

    /// To the list, which says what was done.
    private func told(_ word: String, _ nis: String, _ call: ConsoleCall) -> Response {
        shell.note(word, for: "\(Self.path)/\(nis)", of: call)
        return ConsoleShell.redirection(to: "\(Self.path)/\(nis)")
    }

    /// The roles that somebody may give there.
    private static func offered(in nis: String, to giver: GrantGiver) -> [Role] {
        Role.allCases.filter { GrantRules.refusal(giving: $0, in: nis, to: nil, by: giver) == nil }
    }

    private func form(
        _ call: ConsoleCall, _ form: FormView, delay: FormDelay? = nil, status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let (nis, giver, _) = try giver(call, .post)
        let texts = AccessTexts.of(call.language)
        let roles = Self.offered(in: nis, to: giver)
        guard !roles.isEmpty else { throw Problem(.forbidden, "Nothing may be given there.") }
        var form = form
        form.labels = [
            "subject": texts.subject, "name": texts.name, "role": texts.role, "valid_from": texts.from, "valid_until": texts.until,
            "email": texts.email,
        ]
        form.needed = call.texts.needed
        let options = roles.map { FormView.Option(value: $0.rawValue, label: call.texts.roles[$0] ?? $0.rawValue) }
        let plain: Markup = " spellcheck=\"false\" maxlength=\"255\""
        let body: Markup = """
            \(delay?.markup ?? form.summary(call.texts.faults))<section>
            <form method="post" action="\(Self.path)/\(nis)/new" novalidate>
            \(ConsolePage.token(call.visitor.session.formToken))\
            \(FormView.hidden("request", FormKey.of(call, returns: delay != nil, services)))\
            \(form.radios("role", texts.role, options, chosen: roles.count == 1 ? roles.first?.rawValue : nil, isNeeded: true))\
            \(form.input("subject", texts.subject, hint: texts.subjectHint, attributes: plain, isNeeded: true))\
            \(form.input("name", texts.name, hint: texts.nameHint, isNeeded: true))\
            \(form.input("email", texts.email, hint: texts.emailHint, type: "email", attributes: plain))\
            \(form.input("valid_from", texts.from, hint: texts.fromHint, type: "date"))\
            \(form.input("valid_until", texts.until, hint: texts.untilHint, type: "date"))\
            <button type="submit">\(texts.giveButton)</button>
            <a class="button plain" href="\(Self.path)/\(nis)">\(call.texts.cancel)</a>
            </form>
            </section>

            """
        return await shell.answer(
            ConsolePage(title: texts.give, body: body, isFaulty: !form.faults.isEmpty), to: call,
            status: form.faults.isEmpty ? .ok : status, delay: delay, back: "\(Self.path)/\(nis)/new")
    }

    // MARK: Ending

    @Sendable private func askEnd(_ call: ConsoleCall) async throws -> Response {
        let (nis, giver, _) = try giver(call, .get)
        let (texts, view) = (AccessTexts.of(call.language), try await grant(call, nis, giver))
        guard GrantRules.refusal(withdrawing: view.grant, by: giver) == nil, !Self.isOver(view.grant, at: services.api.clock.now) else {
            throw Problem(.conflict, "It cannot be withdrawn.")
        }
        let name = view.name.isEmpty ? texts.erased : view.name
        let body: Markup = """
            <section>
            <p><strong>\(name)</strong> · \(call.texts.roles[view.grant.role] ?? "")</p>
            <p>\(texts.endLead)</p>
            <form method="post" action="\(Self.path)/\(nis)/\(view.grant.id.description)/end">
            \(ConsolePage.token(call.visitor.session.formToken))<button type="submit" class="danger">\(texts.endButton)</button>
            <a class="button plain" href="\(Self.path)/\(nis)">\(call.texts.cancel)</a>
            </form>
            </section>

            """
        return await shell.answer(ConsolePage(title: texts.endTitle, body: body), to: call, back: call.path)
    }

    @Sendable private func end(_ call: ConsoleCall) async throws -> Response {
        let (nis, giver, _) = try giver(call, .delete)
        _ = try await services.api.grants.withdraw(try call.call.id(GrantID.self), in: nis, by: giver)
        return told(Self.ended, nis, call)
    }

    private func grant(_ call: ConsoleCall, _ nis: String, _ giver: GrantGiver) async throws -> GrantView {
        let id = try call.call.id(GrantID.self)
        var after: GrantID?
        repeat {
            let page = try await services.api.grants.grants(in: nis, for: giver, after: after, limit: Limits.pageItems)
            if let found = page.grants.first(where: { $0.grant.id == id }) { return found }
            after = page.next
        } while after != nil
        throw Problem.notFound
    }

    /// The place of a path, and who wants something of its roles.
    private func giver(
        _ call: ConsoleCall, _ method: HTTPRequest.Method
    ) throws(Problem) -> (nis: String, giver: GrantGiver, caller: Caller) {
        guard let nis = call.parameter("nis"), NISCode(nis) != nil else { throw .notFound }
        let path = method == .delete ? "\(Self.operation)/{id}" : Self.operation
        let caller = try call.visitor.caller(for: method, path)
        return (nis, services.api.grants.giver(for: caller), caller)
    }
}
