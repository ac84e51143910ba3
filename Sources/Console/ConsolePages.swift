package import API

/// The routes of the consoles, for the router of the public port.
///
/// None of them takes a bearer token, and no route of the API takes a session: a page asks the same services for the person who is signed in.
package func consolePages(_ services: ConsoleServices) -> [Route] {
    let shell = consoleShell(services)
    return shell.routes + SignInPages(shell: shell).routes + SignOutPages(shell: shell).routes + OfficerPages(shell: shell).routes
        + AccessPages(shell: shell).routes + OperatorPages(shell: shell).routes + AdministrationPages(shell: shell).routes
}

/// The frame of all pages, with the entries of its menu.
func consoleShell(_ services: ConsoleServices) -> ConsoleShell {
    let sections =
        [OfficerPages.section(services), AccessPages.section(services)] + OperatorPages.sections(services)
        + AdministrationPages.sections(services)
    return ConsoleShell(services: services, sections: sections)
}
