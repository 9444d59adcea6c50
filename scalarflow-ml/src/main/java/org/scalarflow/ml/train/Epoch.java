package org.scalarflow.ml.train;

/**
 * What happened in one pass over the rows. Loss and accuracy are means over the rows, each judged
 * when it was visited, with the weights of that moment: they cost nothing extra, and lag a little
 * behind the weights at the end of the epoch.
 *
 * @param number the number of the epoch, from 1
 * @param of the number of epochs that were asked for
 * @param loss the mean loss
 * @param accuracy the fraction of rows whose class was predicted
 */
public record Epoch(int number, int of, double loss, double accuracy) {}
