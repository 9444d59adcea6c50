package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {

  private final Graph graph = new Graph();
  private final Variable w = graph.variable("w", 1.0);
  private final Placeholder x = graph.placeholder("x");
  private final Node product = w.times(x);

  @Test
  void outputsAreKeptInOrder() {
    Request request = Request.of(product, x);

    assertThat(request.outputs()).containsExactly(product, x);
    assertThat(request.graph()).isSameAs(graph);
    assertThat(request.wantsDerivatives()).isFalse();
  }

  @Test
  void additionsLeaveTheOriginalAsItWas() {
    Request plain = Request.of(product);
    Request full = plain.differentiate(w).differentiate(x, w).observe(x);

    assertThat(plain.differentiated()).isEmpty();
    assertThat(full.differentiated()).containsExactly(w, x);
    assertThat(full.observed()).containsExactly(x);
    assertThat(full.wantsDerivatives()).isTrue();
    assertThat(full).hasToString("outputs [Multiply_0], derivatives [w, x], observed [x]");
    assertThat(Request.everything(product))
        .hasToString("outputs [Multiply_0], derivatives of all, observed of all");
  }

  @Test
  void placeholdersVaryByRowUnlessSaidOtherwise() {
    Request request = Request.of(product);

    assertThat(request.variesByRow(x)).isTrue();
    assertThat(request.variesByRow(w)).isFalse();
    Request turned = request.uniform(x).varyByRow(w);
    assertThat(turned.variesByRow(x)).isFalse();
    assertThat(turned.variesByRow(w)).isTrue();
    Request back = turned.varyByRow(List.of(x)).uniform(List.of(w));
    assertThat(back.variesByRow(x)).isTrue();
    assertThat(back.variesByRow(w)).isFalse();
  }

  @Test
  void namedNodesStayAskedForBesideAll() {
    Placeholder unrelated = graph.placeholder("unrelated");
    Request request = Request.of(product).differentiate(unrelated).differentiateAll();

    assertThat(request.differentiatesAll()).isTrue();
    assertThat(request.differentiated()).containsExactly(unrelated);
    assertThat(Request.of(product).observe(unrelated).observeAll().observed())
        .containsExactly(unrelated);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    Node foreign = new Graph().placeholder("foreign");

    assertThatThrownBy(() -> Request.of(List.of()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("at least one output");
    assertThatThrownBy(() -> Request.of(product, product))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("'Multiply_0' is named twice");
    assertThatThrownBy(() -> Request.of(product, foreign))
        .isInstanceOf(GraphException.class)
        .hasMessage("'foreign' belongs to another graph");
    assertThatThrownBy(() -> Request.of(product).differentiate(foreign))
        .isInstanceOf(GraphException.class);
    assertThatThrownBy(() -> Request.of(product).observe(foreign))
        .isInstanceOf(GraphException.class);
    assertThatThrownBy(() -> Request.of(product).varyByRow(product))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("'Multiply_0' is not an input");
    assertThatThrownBy(() -> graph.compile(Request.of(foreign)))
        .isInstanceOf(ScalarFlowException.class);
  }
}
