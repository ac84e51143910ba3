import Mail
import Rendering

/// What receivers look up: the records to publish, and whether the domains of a mail fit together. Asks no name server.
extension Doctor {
    func domains(_ configuration: Configuration) -> [Finding] {
        guard let sender = try? EmailAddress(configuration.sender.address) else { return [] }
        let bounce = configuration.sender.bounceDomain
        let keys = signingKeys(configuration)
        let aligned = configuration.dkim.contains { MailDomains.isAligned($0.domain, with: sender.domain) }
        return [spf(bounce, sender.domain)] + keys + [
            dmarc(sender.domain, bounce: bounce, isSigned: aligned, isSigning: !configuration.dkim.isEmpty)
        ]
    }

    private func spf(_ bounce: String, _ sender: String) -> Finding {
        let isAligned = MailDomains.isAligned(bounce, with: sender)
        let record = "publish for the relays that send for it: \(bounce). IN TXT ( \"v=spf1 … -all\" )"
        let fix = "set sender.bounce_domain to a name at or under \(sender)"
        return Finding(
            check: "SPF", ok: true,
            detail: isAligned
                ? "\(bounce) is aligned with \(sender); \(record)" : "\(bounce) is not aligned with \(sender); \(fix); \(record)")
    }

    private func signingKeys(_ configuration: Configuration) -> [Finding] {
        configuration.dkim.map { entry in
            do throws(StartFault) {
                let record = try entry.key(from: FileSystem()).record
                return Finding(check: "DKIM \(entry.selector)", ok: true, detail: "publish: \(record.zoneLine)")
            } catch {
                return Finding(check: "DKIM \(entry.selector)", ok: false, detail: error.description)
            }
        }
    }

    /// A mail passes by one of the two that is aligned (RFC 7489 §4.2); forwarding leaves the signature alone.
    private func dmarc(_ sender: String, bounce: String, isSigned: Bool, isSigning: Bool) -> Finding {
        let record = "_dmarc.\(sender). IN TXT ( \"v=DMARC1; p=reject\" )"
        if isSigned { return Finding(check: "DMARC", ok: true, detail: "passes by its signature; publish: \(record)") }
        let isAligned = MailDomains.isAligned(bounce, with: sender)
        guard isAligned else {
            return Finding(
                // The relay may sign: where keys are configured here, it is a fault.
                check: "DMARC", ok: !isSigning,
                detail:
                    "neither SPF nor DKIM of this configuration is aligned with \(sender); set sender.bounce_domain or a 'dkim' key of it, "
                    + "unless the relay signs for \(sender)")
        }
        return Finding(
            check: "DMARC", ok: true,
            detail: "passes by SPF alone, and not when forwarded, unless the relay signs for \(sender); publish: \(record)")
    }
}
