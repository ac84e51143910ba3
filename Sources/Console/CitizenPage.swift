package import API
import HTTPTypes
import Hummingbird
package import Issuance
import Mail
import Queue

/// The routes of the citizen's page, for the router of the public port.
///
/// - Parameters:
///   - admission: Whether mails with links are taken now.
///   - pause: Waits for a time; asking for a new link takes ``CitizenPage/askingTakes`` whatever comes of it.
///   - branding: Of a municipality, by NIS code; `nil` where it has none of its own. It must not read a database.
package func citizenPages(
    issuer: Issuer, contact: ContactDetails, publicURL: String, admission: Admission,
    pause: @escaping @Sendable (Duration) async throws -> Void,
    branding: @escaping @Sendable (_ municipality: String) -> MunicipalityBranding?
) -> [Route] {
    CitizenPage(
        issuer: issuer, view: CitizenPageView(contact: contact), origin: WebOrigin(publicURL), admission: admission, pause: pause,
        branding: branding
    ).routes
}

/// The page behind an activation link: one field for the code on paper, and a button to ask for a new link.
///
/// Only a POST changes anything, with link and code, or with the link and that button: GET, HEAD and OPTIONS may be made by mail scanners as
/// often as they like. There is no cookie and no hidden token: who can send the form already knows the link.
struct CitizenPage: Sendable {
    let issuer: Issuer
    let view: CitizenPageView
    /// Of `http.public_url`.
    let origin: WebOrigin?
    let admission: Admission
    let pause: @Sendable (Duration) async throws -> Void
    let branding: @Sendable (_ municipality: String) -> MunicipalityBranding?

    /// Longer than a commit: when the answer leaves tells nobody what became of the link.
    static let askingTakes: Duration = .milliseconds(400)

    /// Where the start card leads: the same words for everybody.
    static let startPath = "/start"

    var routes: [Route] {
        [
            Route(.get, "/a/{token}", .open, show),
            Route(.post, "/a/{token}", .open, submit),
            Route(.post, "/a/{token}/again", .open, again),
            Route(.get, "/activated/{language}", .open, activated),
            Route(.get, "/asked/{language}", .open, asked),
            Route(.get, Self.startPath, .open, start),
            Route(.get, "/assets/postduif.css", .open, stylesheet),
        ]
    }

    @Sendable private func show(_ call: APICall) async throws -> Response {
        let subject = await subject(Self.token(call), call.request)
        return answer(subject.isOver ? .over : .form, .ok, subject)
    }

    /// The page never holds its token, and a relative URL adds nothing behind the last part of a path without naming it: so both forms are
    /// sent to the page's own address, and the button says which it is.
    @Sendable private func submit(_ call: APICall) async throws -> Response {
        let subject = await subject(Self.token(call), call.request)
        let form: CitizenForm
        do throws(Problem) { form = try await self.form(call) } catch { return problem(error, subject) }
        guard isFromThisPage(call.request) else { return answer(.failure, .forbidden, subject) }
        switch form {
        case .again: return await ask(with: Self.token(call), subject)
        case .fault(let fault): return answer(.fault(fault), .forbidden, subject)
        case .code(let code): return await redeem(Self.token(call), code, subject)
        }
    }

    /// Asking for a new link at an address of its own.
    @Sendable private func again(_ call: APICall) async throws -> Response {
        let subject = await subject(Self.token(call), call.request)
        let form: CitizenForm
        do throws(Problem) { form = try await self.form(call) } catch { return problem(error, subject) }
        guard isFromThisPage(call.request), case .again = form else { return answer(.failure, .forbidden, subject) }
        return await ask(with: Self.token(call), subject)
    }

    private func redeem(_ token: String?, _ code: Secret, _ subject: CitizenPageView.Subject) async -> Response {
        guard let token else { return answer(.failure, .forbidden, subject) }
        do throws(IssuanceRefusal) {
            return done(try await issuer.redeemOnPage(token: Secret(token), code: code), subject)
        } catch {
            return refusal(Problem(error), subject)
        }
    }

    /// The same answer after the same time, whether a mail goes out or not.
    private func ask(with token: String?, _ subject: CitizenPageView.Subject) async -> Response {
        do throws(Problem) { try admission.admit(.link) } catch { return refusal(error, subject) }
        async let rest: Void = pause(Self.askingTakes)
        if let token {
            do throws(IssuanceRefusal) {
                try await issuer.askAgain(token: Secret(token))
            } catch {
                return refusal(Problem(error), subject)
            }
        }
        try? await rest
        return moved(.asked, to: "asked", subject.atEnd())
    }

    /// A page of its own for the end (RFC 9110 §15.4.4): loading it again sends no form again, which would be answered like a wrong code.
    ///
    /// With a way back to a front it is this one: the result stands in no URL of ours, and not in what is loaded again.
    private func done(_ redeemed: RedeemedActivation, _ subject: CitizenPageView.Subject) -> Response {
        var end = subject.atEnd()
        end.reference = redeemed.reference
        end.returnLink = redeemed.returnLink
        return end.returnLink == nil ? moved(.done, to: "activated", end) : answer(.done, .ok, end)
    }

    /// The same words for everybody, but for the contact of a municipality that is named, and the reference that the URL names: it knows
    /// nothing of any activation.
    @Sendable private func activated(_ call: APICall) throws(Problem) -> Response {
        guard var subject = end(of: call), subject.languages.count < Language.allCases.count else { throw .notFound }
        let reference = call.request.uri.queryParameters["reference"].map { String($0) }
        subject.reference = reference.flatMap { Reference.isOne($0) ? $0 : nil }
        return answer(.done, .ok, subject)
    }

    /// The same words for everybody, but for the contact of a municipality that is named.
    @Sendable private func asked(_ call: APICall) throws(Problem) -> Response {
        guard let subject = end(of: call) else { throw .notFound }
        return answer(.asked, .ok, subject)
    }

    /// What to do with the mail and the card, for who has no link at hand. It knows nothing of any activation, and asks for nothing.
    @Sendable private func start(_ call: APICall) -> Response {
        let chosen = Self.chosenLanguage(call.request).map { [$0] }
        return answer(
            .start, .ok,
            CitizenPageView.Subject(
                languages: chosen ?? AcceptedLanguages.order(call.request.headers[.acceptLanguage]),
                root: Self.root(from: call.request.uri.path), offered: Language.allCases))
    }

    @Sendable private func stylesheet(_ call: APICall) -> Response {
        var response = Response(bytes: Array(Stylesheet.text.utf8), type: "text/css; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }
}
