extension Configuration {
    /// `oidc`: who vouches for the persons that sign in.
    struct OIDC: Sendable, Equatable {
        /// Where an issuer's public keys are.
        enum Keys: Sendable, Equatable {
            case file(String)
            case url(String)
        }

        /// Where somebody who signs out is signed out.
        enum SignOut: String, CaseIterable, Sendable {
            /// There too, where it offers that.
            case issuer
            /// In the consoles alone: other applications go on.
            case here
        }

        /// A client of the issuer (RFC 6749 §2).
        struct Client: Sendable, Equatable {
            var id: String
            /// A file with the secret alone; `nil`: a public client.
            var secretFile: String?
            /// With spaces between them.
            var scopes = "openid email"
            var signOut = SignOut.issuer
        }

        /// As in its tokens' `iss`; `nil`: nobody signs in, but for a local issuer.
        var issuer: String?
        /// As in its tokens' `aud`. Never without an issuer.
        var audience: String?
        /// Never without an issuer.
        var keys: Keys?
        /// This service as the issuer knows it, for the sign-in of browsers; `nil`: nobody signs in to the consoles with the issuer.
        var client: Client?
        var algorithms = Set(SignatureAlgorithm.allCases)
        /// How far the clocks of issuer and service may differ.
        var clockSkew: Duration = .seconds(60)
        /// An issuer on this machine, for trying out. Never beside another.
        var local = false
    }
}
