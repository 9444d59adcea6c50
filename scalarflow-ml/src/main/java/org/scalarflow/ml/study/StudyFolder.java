package org.scalarflow.ml.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in which a study is kept while it runs and when it is done, so that an interrupted one
 * can go on.
 *
 * <pre>{@code
 * try (StudyFolder folder = StudyFolder.open(path, settings, fixed, notes)) {
 *   List<Trial> trials =
 *       study.run(folder.trials(), (trial, done, all) -> keep(folder, trial));
 *   folder.complete(trials);
 * }
 * }</pre>
 *
 * <p>{@code settings.csv} has the settings; {@code trials.csv} a line for each finished training;
 * {@code epochs.csv} a line for each of its epochs, from epoch 0 before the first step, with the
 * loss and the gradient norm of each layer. Numbers read back to the same bits. While a study runs,
 * trials are appended; a line that was torn off by an interruption is passed over, and its training
 * is done again. A finished study has the same lines whether it was interrupted or not.
 *
 * <p>What is read is checked strictly, and bounded in memory and time by the settings. A folder is
 * used by one process at a time, and an instance by one thread.
 */
public final class StudyFolder implements AutoCloseable {

  private static final String LOCK = "study.lock";

  private final StudySettings settings;
  private final TrialFiles files;
  private final FileChannel lock;
  private final List<Trial> trials;

  private StudyFolder(
      StudySettings settings, TrialFiles files, FileChannel lock, List<Trial> trials) {
    this.settings = settings;
    this.files = files;
    this.lock = lock;
    this.trials = trials;
  }

  /**
   * Makes the folder, or goes on with the study that is in it.
   *
   * @param folder where; made if it is not there
   * @param settings of the study
   * @param fixed what else must be the same for all its trials, such as the version and the name of
   *     the backend, by name
   * @param notes what else is worth to be kept, such as the command line that repeats the study;
   *     those of the first run are kept
   * @throws StudyFileException if the folder holds a study with other settings or files that are
   *     not right, or another process is using it
   * @throws IOException if a file cannot be read or written
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static StudyFolder open(
      Path folder, StudySettings settings, Map<String, String> fixed, Map<String, String> notes)
      throws IOException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder);
    try {
      Map<String, String> all = new LinkedHashMap<>(SettingsFile.of(settings));
      all.putAll(fixed);
      Path settingsFile = folder.resolve(SettingsFile.NAME);
      TrialFiles files = new TrialFiles(folder, settings);
      if (Files.exists(settingsFile)) {
        SettingsFile.requireSame(settingsFile, all);
      } else {
        requireEmpty(folder);
        SettingsFile.write(settingsFile, all, notes);
      }
      List<Trial> trials = files.read();
      files.write(trials);
      return new StudyFolder(settings, files, lock, trials);
    } catch (IOException | RuntimeException | Error failure) {
      lock.close();
      throw failure;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException usedInThisProcess) {
      // As if by another process.
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    channel.close();
    throw new StudyFileException(
        folder + " is being used by another study; wait for its end, or choose another folder",
        null);
  }

  /** Results without settings are somebody else's. */
  private static void requireEmpty(Path folder) {
    for (String name : List.of(TrialFiles.TRIALS, TrialFiles.EPOCHS)) {
      if (Files.exists(folder.resolve(name))) {
        throw new StudyFileException(
            folder
                + " has "
                + name
                + ", but no "
                + SettingsFile.NAME
                + " that tells what it is; choose another folder",
            null);
      }
    }
  }

  /** The trials that were finished when the folder was opened, in the order of combinations. */
  public List<Trial> trials() {
    return trials;
  }

  /**
   * Keeps a trial, whether the thread is interrupted or not.
   *
   * @throws IOException if it cannot be written
   */
  public void append(Trial trial) throws IOException {
    files.append(trial);
  }

  /**
   * Writes both files anew, with all trials in the order of combinations.
   *
   * @param all the trials of the study, in any order
   * @throws IOException if they cannot be written
   */
  public void complete(List<Trial> all) throws IOException {
    files.write(settings.inOrder(all));
  }

  /** Lets other processes use the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
