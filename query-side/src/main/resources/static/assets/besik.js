// Draws each table that asks for it as bars. The table stays: it is what screen readers read and what works without this file.
(() => {
  'use strict';

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const draw = (chart, rows) => {
    const font = {color: colour('--ink'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 14};
    chart.setOption({
      animation: false,
      grid: {left: 4, right: 64, top: 4, bottom: 4, containLabel: true},
      xAxis: {type: 'value', minInterval: 1, axisLabel: {show: false}, splitLine: {show: false}},
      yAxis: {
        type: 'category', inverse: true, data: rows.map(row => row.dataset.name),
        axisLine: {show: false}, axisTick: {show: false},
        axisLabel: font
      },
      series: [{
        type: 'bar', barCategoryGap: '30%', cursor: 'pointer',
        data: rows.map(row => Number(row.dataset.value)),
        itemStyle: {color: colour('--accent'), borderRadius: [0, 4, 4, 0]},
        label: {...font, show: true, position: 'right', formatter: point => rows[point.dataIndex].dataset.text}
      }]
    }, true);
  };

  document.addEventListener('DOMContentLoaded', () => {
    if (!window.echarts) {
      return;
    }
    for (const place of document.querySelectorAll('[data-chart-of]')) {
      const rows = [...document.querySelectorAll(`table[data-chart="${place.dataset.chartOf}"] tbody tr`)];
      place.hidden = false;
      place.style.height = `${Math.max(120, rows.length * 30 + 16)}px`;
      let chart;
      // A narrow screen shows the table alone; the chart comes when there is room for it.
      new ResizeObserver(() => {
        if (chart) {
          chart.resize();
        } else if (place.clientWidth > 0) {
          chart = window.echarts.init(place, null, {renderer: 'canvas'});
          draw(chart, rows);
          chart.on('click', point => {
            const to = rows[point.dataIndex].dataset.href;
            if (to) {
              window.location.assign(to);
            }
          });
        }
      }).observe(place);
      window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart && draw(chart, rows));
    }
  });
})();
