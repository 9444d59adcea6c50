package org.scalarflow.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are there whole, or as they were. */
class WholeFileTest {

  @TempDir Path folder;

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(Files.readString(file)).isEqualTo("old");
    assertThat(names()).containsExactly("report.html");
  }

  @Test
  void aFolderInThePlaceOfTheFileIsNamed() throws IOException {
    Path file = Files.createDirectory(folder.resolve("report.html"));

    assertThatThrownBy(() -> WholeFile.write(file, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("report.html")
        .hasMessageContaining("is a folder");
    assertThat(names()).containsExactly("report.html");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("none/report.html"), new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no folder");
  }

  /** Others may read it where the system's default lets them, as any file that is written. */
  @Test
  void itHasThePermissionsOfAnyNewFile() throws IOException {
    Path file = folder.resolve("report.html");
    Path other = Files.writeString(folder.resolve("other"), "x");
    WholeFile.write(file, new byte[1]);

    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(Files.getPosixFilePermissions(other));
    }
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsWritten() throws IOException {
    Path real = Files.createDirectory(folder.resolve("there")).resolve("real.html");
    Files.writeString(real, "old");
    Path second = link("second", Path.of("there", "real.html"));
    Path first = link("first", second);

    WholeFile.write(first, new byte[] {'n', 'e', 'w'});

    assertThat(first).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(Files.readString(real)).isEqualTo("new");
    assertThat(names()).containsExactlyInAnyOrder("first", "second", "there");
    assertThat(Files.list(real.getParent())).containsExactly(real);
  }

  @Test
  void aLinkToNothingYetIsFollowedToo() throws IOException {
    Path link = link("link", Path.of("later"));

    WholeFile.write(link, new byte[] {'n'});

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("later")).isRegularFile().hasContent("n");
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path one = link("one", Path.of("other"));
    link("other", Path.of("one"));

    assertThatThrownBy(() -> WholeFile.write(one, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one: its links lead in a circle");
  }

  /** Not everybody may make links on Windows. */
  private Path link(String name, Path target) {
    try {
      return Files.createSymbolicLink(folder.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      return Assumptions.abort("no symbolic links here: " + e);
    }
  }

  private Stream<String> names() throws IOException {
    return Files.list(folder).map(path -> path.getFileName().toString());
  }
}
