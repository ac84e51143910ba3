import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// The way to the issuer and back.
extension SignInPages {
    func start(_ call: APICall, _ flow: any AuthorizationCodeFlow) async throws -> Response {
        let language = PageLanguage.of(call.request)
        do throws(SignInEnd) {
            return try await way(to: flow, language, isAskedAnew: isMarked(call.request))
        } catch {
            return answer(error)
        }
    }

    private func way(to flow: any AuthorizationCodeFlow, _ language: Language, isAskedAnew: Bool) async throws(SignInEnd) -> Response {
        let pending = PendingSignIn(key: key, language: language, random: services.random)
        let request = SignInRequest(
            redirectURI: redirectURI, state: pending.state, nonce: pending.nonce, challenge: pending.challenge, language: language,
            isAskedAnew: isAskedAnew)
        let url: String
        do throws(SignInFault) { url = try await flow.authorizationURL(request) } catch { throw SignInEnd(fault: error, in: language) }
        var response = ConsoleShell.redirection(to: url)
        response.headers[.referrerPolicy] = "no-referrer"
        let seconds = Int(PendingSignIn.lifetime.components.seconds)
        response.add(cookie: cookie.field(pending.cookie(at: services.api.clock.monotonic), seconds: seconds))
        return response
    }

    /// Every way out leads to another address: code and state do not stay in the browser's.
    ///
    /// Who is signed in stays so, such as after a second click: no way back tells him that he is not.
    func finish(_ call: APICall, _ flow: any AuthorizationCodeFlow) async throws -> Response {
        let pending = cookie.value(of: call.request).flatMap { PendingSignIn(cookie: $0, key: key, now: services.api.clock.monotonic) }
        let language = pending?.language ?? PageLanguage.of(call.request)
        var response: Response
        do throws(SignInEnd) {
            response = try begin(try await person(pending, flow, call, language), language, call)
        } catch {
            response = isSignedIn(call.request) ? ConsoleShell.redirection(to: ConsoleShell.home) : failure(error)
        }
        // It is good for one attempt.
        response.add(cookie: cookie.removal)
        return response
    }

    private func failure(_ end: SignInEnd) -> Response {
        var response = ConsoleShell.redirection(to: Self.failed)
        response.add(cookie: last.field(end.cookie, seconds: SignInEnd.seconds))
        return response
    }

    /// The issuer is asked, and the budget used, for what belongs to this browser alone, and comes back for the first time.
    private func person(
        _ pending: PendingSignIn?, _ flow: any AuthorizationCodeFlow, _ call: APICall, _ language: Language
    ) async throws(SignInEnd) -> SignedInPerson {
        guard call.request.method == .get, let pending, let code = Self.code(for: pending, in: call.request) else {
            throw SignInEnd(reason: .refused, in: language)
        }
        guard used.take(pending, at: services.api.clock.monotonic) else { throw SignInEnd(reason: .refused, in: language) }
        do throws(IssuanceRefusal) { try services.api.issuer.admitSignIn() } catch { throw SignInEnd(refusal: error, in: language) }
        do throws(SignInFault) {
            return try await flow.person(code: code, verifier: pending.verifier, nonce: pending.nonce, redirectURI: redirectURI)
        } catch {
            throw SignInEnd(fault: error, in: language)
        }
    }

    /// The code that came with the state of this browser.
    private static func code(for pending: PendingSignIn, in request: Request) -> Secret? {
        let parameters = request.uri.queryParameters
        guard let state = parameters["state"], Secret(String(state)).isEqual(to: Secret(pending.state)),
            let code = parameters["code"], (1...Limits.credentialOctets).contains(code.utf8.count)
        else { return nil }
        return Secret(String(code))
    }

    /// How the last way back ended. Without a word of that it says the least that there is to say.
    @Sendable func showEnd(_ call: APICall) async throws -> Response {
        guard !isSignedIn(call.request) else { return ConsoleShell.redirection(to: ConsoleShell.home) }
        let end = last.value(of: call.request).flatMap { SignInEnd(cookie: $0) }
        return answer(end ?? SignInEnd(reason: .refused, in: PageLanguage.of(call.request)))
    }
}
