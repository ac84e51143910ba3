import API

/// What an issuer says of itself (OpenID Connect Discovery §3), as far as signing in and out needs it.
struct IssuerMetadata: Hashable, Sendable {
    /// How a client says who it is at the token endpoint.
    enum ClientAuthentication: Hashable, Sendable {
        /// RFC 6749 §2.3.1, by the field `Authorization`.
        case basic
        /// The same, in the form.
        case form
    }

    let authorizationEndpoint: String
    let tokenEndpoint: String
    /// Where people are signed out (OpenID Connect RP-Initiated Logout §2.1); `nil`: nowhere, or where others could listen.
    let endSessionEndpoint: String?
    let authentication: ClientAuthentication

    /// Where an issuer's own document is (§4).
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// `nil` unless it speaks of this issuer to the letter (§4.3), and names endpoints that nobody can listen to on the way.
    init?(_ bytes: [UInt8], issuer: String) {
        guard let value = try? JSONReader.read(bytes), value.text("issuer") == issuer,
            let authorization = value.text("authorization_endpoint"), let token = value.text("token_endpoint"),
            Self.isSafe(authorization), Self.isSafe(token)
        else { return nil }
        authorizationEndpoint = authorization
        tokenEndpoint = token
        endSessionEndpoint = value.text("end_session_endpoint").flatMap { Self.isSafe($0) ? $0 : nil }
        // Without the member it is client_secret_basic (§3).
        switch value["token_endpoint_auth_methods_supported"] {
        case .array(let methods)? where !methods.contains(.string("client_secret_basic")): authentication = .form
        default: authentication = .basic
        }
    }

    private static func isSafe(_ url: String) -> Bool {
        guard let endpoint = try? Endpoint(prefixOf: url) else { return false }
        return endpoint.scheme == "https" || endpoint.scheme == "http" && Loopback.contains(endpoint.host)
    }
}
