package org.scalarflow.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown page and its fenced blocks.
 *
 * @param name how messages call it
 * @param text the whole page
 */
public record Page(String name, String text) {

  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param language what stands behind the fence
   * @param firstLine the line of the page on which it starts, counted from 1
   * @param lines its lines
   */
  public record Block(String language, int firstLine, List<String> lines) {}

  /** The page at a path below the root of the project. */
  public static Page of(String path) throws IOException {
    return new Page(path, Files.readString(root().resolve(path)));
  }

  /** The folder that holds README.md and the modules. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("scalarflow-api"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** This page with one passage changed, which must be there. */
  Page doctored(String before, String after) {
    if (!text.contains(before)) {
      throw new IllegalArgumentException(name + " does not contain: " + before);
    }
    return new Page(name, text.replace(before, after));
  }

  /** The blocks of a language, in order. */
  public List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int opened = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      if (opened < 0) {
        opened = i;
      } else {
        String language = lines.get(opened).substring(FENCE.length()).strip();
        blocks.add(new Block(language, opened + 2, lines.subList(opened + 1, i)));
        opened = -1;
      }
    }
    if (opened >= 0) {
      throw new IllegalStateException(name + ":" + (opened + 1) + ": the block has no end");
    }
    return blocks;
  }
}
