import Logging
import Mail
import Queue
import Submission
import Yams

/// Reads `postduif.yaml` and the environment into a ``Configuration``: strict, and all faults at once.
struct ConfigurationReader {
    /// Shown in messages.
    let file: String
    let environment: [String: String]

    /// - Parameter yaml: The file's text; empty for none.
    /// - Throws: ``ConfigurationProblems`` with file, line, column and fix of each.
    func read(_ yaml: String) throws(ConfigurationProblems) -> Configuration {
        let report = ConfigurationReport(file: file, environment: environment)
        let root = ConfigurationSection(try parse(yaml), path: [], report: report)
        var configuration = Configuration()
        http(root.section("http"), &configuration)
        queue(root.section("queue"), &configuration)
        seal(root.section("seal"), &configuration)
        configuration.profile = root.choice("profile", KindTable.Profile.self) ?? .lra
        sender(root.section("sender"), &configuration)
        contact(root.section("contact"), &configuration)
        templates(root.section("templates"), &configuration)
        relays(root, &configuration)
        kinds(root.section("kinds"), &configuration)
        limits(root.section("limits"), &configuration)
        metrics(root.section("metrics"), &configuration)
        log(root.section("log"), &configuration)
        notYet(root)
        root.end()
        report.refuseUnknownVariables()
        guard report.problems.isEmpty else { throw ConfigurationProblems(problems: report.problems) }
        return configuration
    }

    private func parse(_ yaml: String) throws(ConfigurationProblems) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw ConfigurationProblems(problems: ["\(file): not YAML: \(error)"])
        } catch {
            throw ConfigurationProblems(problems: ["\(file): cannot be read as YAML"])
        }
    }

    private func http(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.http.host = section.text("host") ?? configuration.http.host
        configuration.http.port = section.int("port", in: 0...65_535) ?? configuration.http.port
        let tls = section.section("tls")
        let (certificate, key) = (tls.text("certificate"), tls.text("key"))
        if let certificate, let key {
            configuration.http.tls = .init(certificate: certificate, key: key)
        } else if certificate != nil || key != nil {
            tls.fault(certificate == nil ? "certificate" : "key", "is missing: TLS needs both certificate and key")
        }
        tls.end()
        let scheme = configuration.http.tls == nil ? "http" : "https"
        configuration.http.publicURL = "\(scheme)://\(configuration.http.host):\(configuration.http.port)"
        if let url = section.text("public_url") {
            if let fault = PublicURL.fault(url) { section.fault("public_url", fault) } else { configuration.http.publicURL = PublicURL.trimmed(url) }
        } else if !Loopback.contains(configuration.http.host) {
            section.fault("public_url", "is missing: links in mails are built from it, such as https://sleutels.example.be")
        }
        if configuration.http.tls == nil, !Loopback.contains(configuration.http.host) {
            configuration.warnings.append("http.host is not loopback and http.tls is not set: API keys travel clear unless a proxy adds TLS")
        }
        section.end()
    }

    private func queue(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.queue.directory = section.text("directory") ?? configuration.queue.directory
        if section.has("postgres") {
            section.fault("postgres", "is not in this version: remove it and set queue.directory; the store is SQLite")
        }
        section.end()
    }

    private func seal(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.seal.keyFile = section.text("key_file") ?? configuration.queue.directory + "/seal.key"
        section.end()
    }

    private func sender(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        if let name = section.text("name") {
            if name.utf8.count > 64 || name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                section.fault("name", "must be at most 64 octets without control characters")
            }
            configuration.sender.name = name
        }
        if let text = section.text("address") {
            do throws(EmailAddressFault) {
                let address = try EmailAddress(text)
                configuration.sender.address = address.text
                configuration.sender.bounceDomain = address.domain
            } catch {
                section.fault("address", "is no address: \(error.advice)")
            }
        }
        if let domain = section.text("bounce_domain") {
            do throws(EmailAddressFault) {
                configuration.sender.bounceDomain = try DomainName.toASCII(domain)
            } catch {
                section.fault("bounce_domain", "is no domain: \(error.advice)")
            }
        }
        section.end()
    }

    private func contact(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.contact.name = section.text("name") ?? configuration.contact.name
        if let email = section.text("email") {
            do throws(EmailAddressFault) {
                configuration.contact.email = try EmailAddress(email).text
            } catch {
                section.fault("email", "is no address: \(error.advice)")
            }
        }
        configuration.contact.phone = section.text("phone")
        section.end()
    }

    private func templates(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.templates.directory = section.text("directory") ?? configuration.templates.directory
        section.end()
    }

    private func limits(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        let range = 0...1_000_000_000
        func read(_ key: String, _ path: WritableKeyPath<Configuration.Limits, Int>) {
            if let value = section.int(key, in: range) { configuration.limits[keyPath: path] = value }
        }
        read("per_recipient_per_minute", \.perRecipientPerMinute)
        read("per_recipient_per_hour", \.perRecipientPerHour)
        read("per_recipient_per_day", \.perRecipientPerDay)
        read("per_key_per_minute", \.perKeyPerMinute)
        read("per_officer_per_day", \.perOfficerPerDay)
        read("per_municipality_per_day", \.perMunicipalityPerDay)
        section.end()
    }

    private func metrics(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        let host = section.text("host") ?? "127.0.0.1"
        if let port = section.int("port", in: 0...65_535) { configuration.metrics = .init(host: host, port: port) }
        section.end()
    }

    private func log(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        configuration.log.level = section.choice("level", Logger.Level.self) ?? configuration.log.level
        section.end()
    }

    /// Keys of the contract whose feature is not in this version: silence would be a lie.
    private func notYet(_ root: ConfigurationSection) {
        if !root.sections("dkim").isEmpty {
            root.fault("dkim", "is not in this version: remove it and let the relay sign")
        }
        let oidc = root.section("oidc")
        for key in ["issuer", "audience", "jwks_file"] where oidc.has(key) {
            oidc.fault(key, "is not in this version: remove it and use API keys")
        }
        oidc.end()
    }
}
