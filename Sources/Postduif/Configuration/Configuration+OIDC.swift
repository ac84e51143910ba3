extension Configuration {
    /// `oidc`: who vouches for the persons that sign in.
    struct OIDC: Sendable, Equatable {
        /// Where an issuer's public keys are.
        enum Keys: Sendable, Equatable {
            case file(String)
            case url(String)
        }

        /// As in its tokens' `iss`; `nil`: nobody signs in, but for a local issuer.
        var issuer: String?
        /// As in its tokens' `aud`. Never without an issuer.
        var audience: String?
        /// Never without an issuer.
        var keys: Keys?
        var algorithms = Set(SignatureAlgorithm.allCases)
        /// How far the clocks of issuer and service may differ.
        var clockSkew: Duration = .seconds(60)
        /// An issuer on this machine, for trying out. Never beside another.
        var local = false
    }
}
