extension ConfigurationDecoder {
    /// What this version does not do must stop the start.
    func refuseWhatIsNotBuilt() {
        refusePostgres(top.section("postgres"))
    }

    private func refusePostgres(_ postgres: ConfigurationSection) {
        guard postgres.text("url") != nil else { return }
        if top.section("queue").isGiven {
            postgres.fault("url", "and 'queue.directory' are both set; keep one: 'queue.directory'")
        }
        postgres.fault("url", "cannot be used: this version keeps its queue in SQLite; remove 'postgres' and set 'queue.directory'")
    }
}
