import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// What can be done with an activation: asked first, then done.
struct ActivationActPages: Sendable {
    let shell: ConsoleShell

    private var api: APIServices { shell.services.api }

    func ask(_ call: ConsoleCall, _ act: ActivationAct) async throws -> Response {
        try await page(call, act, FormView())
    }

    func perform(_ call: ConsoleCall, _ act: ActivationAct) async throws -> Response {
        let id = try OfficerPages.id(call)
        let caller = try call.visitor.caller(for: act == .address ? .patch : .post, act.operation)
        do { return try await done(act, id, by: caller, call) } catch {
            guard let delay = FormDelay(error, call) else { throw error }
            return try await page(call, act, FormView(call.fields), delay: delay)
        }
    }

    private func done(_ act: ActivationAct, _ id: ActivationID, by caller: Caller, _ call: ConsoleCall) async throws -> Response {
        if act != .revoke { try api.admission.admit(.link) }
        switch act {
        case .resend:
            _ = try await api.issuer.resendActivation(id, by: caller, idempotency: call.idempotency(by: caller) { _ in [] })
        case .revoke: try await revoke(id, by: caller, call)
        case .reissue:
            let answer = try await api.issuer.reissueActivation(id, by: caller, idempotency: call.idempotency(by: caller) { _ in [] })
            guard case .fresh(let issued) = answer else { return IssuePages.shownBefore(id.description) }
            return IssuePages.shown(issued, to: call, shell.services)
        case .address: return try await correct(id, by: caller, call)
        }
        return told(id, act, call)
    }

    /// Revoked already, as the same form twice leaves it, is what was asked for.
    private func revoke(_ id: ActivationID, by caller: Caller, _ call: ConsoleCall) async throws {
        do throws(IssuanceRefusal) { _ = try await api.issuer.revokeActivation(id, by: caller) } catch {
            guard case .conflict = error else { throw error }
            let view = try await api.issuer.activation(id, for: try call.visitor.caller(for: .get, "/v1/activations/{id}"))
            guard view.state == .revoked else { throw error }
        }
    }

    private func correct(_ id: ActivationID, by caller: Caller, _ call: ConsoleCall) async throws -> Response {
        do throws(IssuanceRefusal) {
            _ = try await api.issuer.correctActivation(
                id, email: call.fields.text("email"), confirmWarnings: Set(call.fields.all("confirm")), by: caller,
                idempotency: call.idempotency(by: caller) { _ in [] })
            return told(id, .address, call)
        } catch {
            let words = FaultTexts.of(call.language)
            switch error {
            case .invalid(let faults):
                let faults = faults.map { FormView.Fault(field: $0.field, text: words.text($0.kind)) }
                return try await page(call, .address, FormView(call.fields, faults: faults), status: .unprocessableContent)
            case .warnings(let warnings):
                return try await page(call, .address, FormView(call.fields), warnings: warnings, status: .unprocessableContent)
            default: throw error
            }
        }
    }

    /// To the activation's page, which says it.
    private func told(_ id: ActivationID, _ act: ActivationAct, _ call: ConsoleCall) -> Response {
        let path = "\(OfficerPages.path)/\(id.description)"
        shell.note(act.rawValue, for: path, of: call)
        return ConsoleShell.redirection(to: path)
    }

    private func page(
        _ call: ConsoleCall, _ act: ActivationAct, _ form: FormView, warnings: [IssuanceWarning] = [], delay: FormDelay? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        var form = form
        form.needed = call.texts.needed
        let view = try await activation(call, delay)
        if let view, !ActivationAct.offered(for: view.activation, at: api.clock.now).contains(act) {
            throw Problem(.conflict, "Its state does not allow it.")
        }
        let (texts, words) = (OfficerTexts.of(call.language), act.words(OfficerTexts.of(call.language)))
        let confirmation = WarningBox(warnings: warnings, language: call.language, showsConfirmed: delay != nil).markup(form)
        let field: Markup = act == .address ? address(form, texts) : .none
        let style = act == .revoke ? "danger" : "action"
        let id = try OfficerPages.id(call)
        let path = "\(OfficerPages.path)/\(id.description)"
        let standing = view.map { view -> Markup in
            "<p><strong>\(texts.reference) \(view.reference)</strong> · \(view.maskedAddress) · \(texts.states[view.state] ?? "")</p>\n"
        }
        let body: Markup = """
            \(delay?.markup ?? form.summary(call.texts.faults))<section>
            \(standing ?? .none)<p>\(words.lead)</p>
            <form method="post" action="\(path)/\(act.rawValue)" novalidate data-check="\(OfficerPages.path)/check">
            \(ConsolePage.token(call.visitor.session.formToken))\
            \(FormView.hidden("request", FormKey.of(call, returns: delay != nil, shell.services)))\
            \(confirmation)\(field)<button type="submit" class="\(style)">\(words.button)</button>
            <a class="button plain" href="\(path)">\(call.texts.cancel)</a>
            </form>
            </section>

            """
        let isFaulty = !form.faults.isEmpty || !warnings.isEmpty
        return await shell.answer(
            ConsolePage(title: words.name, body: body, isFaulty: isFaulty), to: call, status: status, delay: delay,
            back: "\(path)/\(act.rawValue)")
    }

    /// That of the path; `nil` with a delay where the store does not answer: what was typed must not be lost for the line that tells of it.
    private func activation(_ call: ConsoleCall, _ delay: FormDelay?) async throws -> ActivationView? {
        do {
            return try await api.issuer.activation(
                try OfficerPages.id(call), for: try call.visitor.caller(for: .get, "/v1/activations/{id}"))
        } catch {
            guard delay != nil, FormDelay(error, call) != nil else { throw error }
            return nil
        }
    }

    private func address(_ form: FormView, _ texts: OfficerTexts) -> Markup {
        form.input(
            "email", texts.newAddress, hint: texts.emailHint, type: "email", attributes: " spellcheck=\"false\"", isNeeded: true,
            isLookedAt: true)
    }
}
