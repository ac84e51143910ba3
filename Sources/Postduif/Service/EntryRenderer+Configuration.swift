import Delivery
import Mail
import Rendering

extension EntryRenderer {
    init(catalog: TemplateCatalog, sender: Configuration.Sender) throws {
        let address = try EmailAddress(sender.address)
        self.init(
            catalog: catalog,
            composer: MessageComposer(
                sender: Mailbox(displayName: sender.name, address: address), messageIDDomain: address.domain),
            bounceDomain: sender.bounceDomain)
    }
}
