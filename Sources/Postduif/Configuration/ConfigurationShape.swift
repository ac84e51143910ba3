import Queue

/// Which keys there are, and how they nest: what the reader, the environment and the documentation are checked against.
indirect enum ConfigurationShape: Sendable {
    case value
    case section([Member])
    /// A list of sections of one shape.
    case list([Member])

    /// A key and what stands under it.
    struct Member: Sendable {
        let name: String
        let shape: ConfigurationShape

        init(_ name: String, _ shape: ConfigurationShape = .value) {
            self.name = name
            self.shape = shape
        }
    }

    /// The whole file.
    static let root = ConfigurationShape.section([
        Member(
            "http",
            .section([
                Member("host"), Member("port"), Member("public_url"), Member("tls", .section([Member("certificate"), Member("key")])),
            ])),
        Member("fronts", .list([Member("name"), Member("return_url")])),
        Member("queue", .section([Member("directory")])),
        Member("postgres", .section([Member("url")])),
        Member("seal", .section([Member("key_file"), Member("rotate_every")])),
        Member("profile"),
        Member("sender", .section([Member("name"), Member("address"), Member("bounce_domain")])),
        Member("contact", .section([Member("name"), Member("email"), Member("phone"), Member("security_email")])),
        Member("templates", .section([Member("directory")])),
        Member("dkim", .list([Member("domain"), Member("selector"), Member("algorithm"), Member("key_file")])),
        Member(
            "relays",
            .list([
                Member("name"), Member("url"), Member("username"), Member("password_file"), Member("tls"), Member("ca_file"),
                Member("connections"), Member("priority"), Member("weight"), Member("rate_per_minute"),
                Member("require_tls"), Member("deliver_by"), Member("rewrites"),
            ])),
        Member("domains", .list([Member("domain"), Member("connections"), Member("rate_per_minute")])),
        Member(
            "kinds",
            .section([
                kind(KindTable.oneTimeCode, and: "digits"), kind(KindTable.activationLink), kind(KindTable.keyActivated),
                kind(KindTable.addressChanged),
            ])),
        Member(
            "oidc",
            .section([
                Member("issuer"), Member("audience"), Member("jwks_file"), Member("jwks_url"), Member("algorithms"), Member("clock_skew"),
                Member("local"), Member("client_id"), Member("client_secret_file"), Member("scopes"), Member("sign_out"),
            ])),
        Member(
            "limits",
            .section([
                Member("per_recipient_per_minute"), Member("per_recipient_per_hour"), Member("per_recipient_per_day"),
                Member("per_key_per_minute"), Member("per_key_per_day"), Member("per_officer_per_day"), Member("per_municipality_per_day"),
                Member("attempts_per_key_per_minute"), Member("page_attempts_per_minute"), Member("sign_ins_per_minute"),
            ])),
        Member("warnings", .section([Member("municipal_domains_file")])),
        Member("admission", .section([Member("oldest_code"), Member("free_disk_mib"), Member("memory_mib")])),
        Member("retention", .section([Member("history"), Member("activations"), Member("codes"), Member("audit")])),
        Member("canary", .section([Member("address"), Member("every")])),
        Member("metrics", .section([Member("host"), Member("port")])),
        Member("log", .section([Member("format"), Member("level")])),
    ])

    private static func kind(_ name: String, and more: String...) -> Member {
        Member(name, .section((["lifetime", "minimum_left", "in_doubt"] + more).map { Member($0) }))
    }

    /// Every key with a value, as documented: `http.tls.key`, `relays[].name`.
    var keys: [String] {
        switch self {
        case .value: [""]
        case .section(let members): members.flatMap { member in member.shape.keys.map { Self.join(member.name, $0) } }
        case .list(let members): members.map { "[].\($0.name)" }
        }
    }

    /// The paths that an environment variable can set, by its name; a list is one text.
    var environmentPaths: [String: (path: [String], shape: ConfigurationShape)] {
        var paths: [String: (path: [String], shape: ConfigurationShape)] = [:]
        collect(path: [], into: &paths)
        return paths
    }

    private func collect(path: [String], into paths: inout [String: (path: [String], shape: ConfigurationShape)]) {
        guard case .section(let members) = self else {
            paths[Self.environmentName(path)] = (path, self)
            return
        }
        for member in members { member.shape.collect(path: path + [member.name], into: &paths) }
    }

    /// `queue.directory` → `POSTDUIF_QUEUE_DIRECTORY`.
    static func environmentName(_ path: [String]) -> String {
        "POSTDUIF_" + path.joined(separator: "_").uppercased()
    }

    private static func join(_ name: String, _ rest: String) -> String {
        rest.isEmpty || rest.hasPrefix("[") ? name + rest : "\(name).\(rest)"
    }
}
