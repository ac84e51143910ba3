import Logging
import Mail
import Queue

/// Takes every value out of the tree, section by section, and checks it.
struct ConfigurationDecoder {
    let top: ConfigurationSection
    let files: any FileReading

    /// The configuration; not to be used if a problem was noted.
    func decode() -> Configuration {
        var configuration = Configuration()
        configuration.http = http(top.section("http"))
        configuration.fronts = fronts()
        configuration.queue = queue(top.section("queue"))
        configuration.seal = seal(top.section("seal"), directory: configuration.queue.directory)
        configuration.profile = top.choice("profile", of: KindTable.Profile.allCases) ?? configuration.profile
        configuration.sender = sender(top.section("sender"))
        configuration.contact = contact(top.section("contact"))
        configuration.templates.directory = top.section("templates").text("directory") ?? configuration.templates.directory
        configuration.dkim = dkim()
        configuration.relays = relays()
        configuration.domains = domains()
        configuration.kinds = kinds(profile: configuration.profile)
        configuration.oidc = oidc(top.section("oidc"))
        configuration.limits = limits(top.section("limits"))
        configuration.admission = admission(top.section("admission"))
        configuration.municipalDomains = municipalDomains(top.section("warnings"))
        configuration.retention = retention(top.section("retention"))
        configuration.canary = canary(top.section("canary"))
        configuration.metrics = metrics(top.section("metrics"))
        configuration.log = log(top.section("log"))
        refuseWhatIsNotBuilt()
        warnAboutTrialValues(configuration)
        return configuration
    }

    private func queue(_ section: ConfigurationSection) -> Configuration.QueueSettings {
        var queue = Configuration.QueueSettings()
        queue.directory = section.text("directory") ?? queue.directory
        return queue
    }

    private func seal(_ section: ConfigurationSection, directory: String) -> Configuration.SealSettings {
        var seal = Configuration.SealSettings()
        seal.keyFile = section.text("key_file") ?? directory + "/seal.key"
        // A key that does not exist yet is made by the service, with the right mode.
        checkSecret(seal.keyFile, "key_file", of: section)
        seal.rotateEvery = section.duration("rotate_every", in: .zero ... .seconds(366 * 86_400)) ?? seal.rotateEvery
        if seal.rotateEvery > .zero, seal.rotateEvery < .seconds(3_600) {
            section.fault(
                "rotate_every", "is less than an hour; all that is kept is sealed again each time. Give 1h or more, or 0s for never")
        }
        return seal
    }

    private func sender(_ section: ConfigurationSection) -> Configuration.Sender {
        var sender = Configuration.Sender()
        if let name = section.text("name") {
            if name.utf8.count > 64 { section.fault("name", "is longer than 64 octets; shorten it") }
            sender.name = name
        }
        if let address = section.address("address") {
            if address.needsSMTPUTF8 {
                section.fault("address", "has letters beyond ASCII before the @, which many relays refuse; use plain letters")
            }
            sender.address = address.text
            sender.bounceDomain = address.domain
        }
        sender.bounceDomain = section.domain("bounce_domain") ?? sender.bounceDomain
        return sender
    }

    private func contact(_ section: ConfigurationSection) -> Configuration.Contact {
        var contact = Configuration.Contact()
        contact.name = section.text("name") ?? contact.name
        contact.email = section.address("email")?.text ?? contact.email
        contact.securityEmail = section.address("security_email")?.text
        contact.phone = section.text("phone")
        if let phone = contact.phone, !phone.allSatisfy({ "+0123456789 ()/.-".contains($0) }) {
            section.fault("phone", "may hold digits, spaces and + ( ) / . - only, such as +32 2 000 00 00")
        }
        return contact
    }

    private func canary(_ section: ConfigurationSection) -> Configuration.Canary? {
        let every = section.duration("every", in: .seconds(10) ... .seconds(86_400))
        // Without an address the interval is of no matter.
        guard let address = section.address("address") else { return nil }
        var canary = Configuration.Canary(address: address)
        canary.every = every ?? canary.every
        return canary
    }

    private func log(_ section: ConfigurationSection) -> Configuration.Log {
        var log = Configuration.Log()
        log.format = section.choice("format", of: Configuration.Log.Format.allCases) ?? log.format
        log.level = section.choice("level", of: Logger.Level.allCases) ?? log.level
        return log
    }

    private func metrics(_ section: ConfigurationSection) -> Configuration.Metrics? {
        let host = section.host("host") ?? "127.0.0.1"
        guard let port = section.integer("port", in: 0...65_535), port != 0 else { return nil }
        if !Loopback.contains(host) {
            section.problems.warn("'metrics.host' is reachable from outside; metrics need no credential", at: section.place(of: "host"))
        }
        return Configuration.Metrics(host: host, port: port)
    }

    /// What a trial on one machine may lack and a service should not.
    private func warnAboutTrialValues(_ configuration: Configuration) {
        for (section, name) in [("sender", "address"), ("contact", "email")] where !top.section(section).has(name) {
            top.problems.warn("'\(section).\(name)' is not set; mails name an address that does not exist", at: top.place)
        }
        if configuration.relays.isEmpty {
            top.problems.warn("'relays' is empty; mails wait in the queue until one is configured", at: top.place(of: "relays"))
        }
    }

    /// Notes a secret's file that is open to others; a file that is not there yet is not looked at.
    func checkSecret(_ path: String, _ name: String, of section: ConfigurationSection, others: UInt32 = 0o077) {
        guard let permissions = files.permissions(of: path) else { return }
        do { try SecretFile.check(permissions, of: path, key: section.path(name), others: others) } catch {
            section.problems.add(error.description, at: section.place(of: name))
        }
    }

    /// Notes a file that is not there.
    func requireFile(_ path: String, _ name: String, of section: ConfigurationSection) {
        guard files.permissions(of: path) == nil else { return }
        section.fault(name, "names \(path), which does not exist; correct the path")
    }
}
