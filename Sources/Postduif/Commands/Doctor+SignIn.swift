extension Doctor {
    /// The issuer's keys, asked for once; nothing to say without an issuer.
    func signIn(_ configuration: Configuration) async -> [Finding] {
        guard let issuer = configuration.oidc.issuer, let keys = configuration.oidc.keys else { return [] }
        do throws(KeySetFault) {
            guard let set = await KeySet.read(try await SignIn.source(keys).fetch()), set.count > 0 else {
                throw KeySetFault("its key set has no key that can be used")
            }
            return [Finding(check: "sign-in", ok: true, detail: "\(set.count) keys of \(issuer)")]
        } catch {
            return [Finding(check: "sign-in", ok: false, detail: "\(error); nobody can sign in before that is repaired")]
        }
    }
}
