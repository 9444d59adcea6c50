package org.scalarflow.cli;

import picocli.CommandLine;

/** What {@code --version} says. */
final class Version implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "scalarflow " + (version == null ? "(development build)" : version),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("java.vm.name")
          + ", "
          + System.getProperty("java.vm.vendor")
    };
  }
}
