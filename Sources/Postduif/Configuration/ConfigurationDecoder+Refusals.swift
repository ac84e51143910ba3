extension ConfigurationDecoder {
    /// What this version does not do must stop the start: mail that its operator believes signed must not leave unsigned.
    func refuseWhatIsNotBuilt() {
        refusePostgres(top.section("postgres"))
        refuseDKIM()
    }

    private func refusePostgres(_ postgres: ConfigurationSection) {
        guard postgres.text("url") != nil else { return }
        if top.section("queue").isGiven {
            postgres.fault("url", "and 'queue.directory' are both set; keep one: 'queue.directory'")
        }
        postgres.fault("url", "cannot be used: this version keeps its queue in SQLite; remove 'postgres' and set 'queue.directory'")
    }

    private func refuseDKIM() {
        let entries = top.list("dkim")
        for entry in entries {
            for name in ["domain", "selector", "key_file"] where entry.text(name) == nil {
                entry.fault(name, "is missing")
            }
            _ = entry.domain("domain")
            _ = entry.choice("algorithm", of: DKIMAlgorithm.allCases)
        }
        guard !entries.isEmpty else { return }
        top.problems.add(
            "'dkim': signing is not in this version, so mail would leave unsigned; remove 'dkim' and let the relay sign",
            at: top.place(of: "dkim"))
    }
}
